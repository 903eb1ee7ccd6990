package io.github.camelbulksms.internal.provider;

import io.github.camelbulksms.model.FailureCode;
import io.github.camelbulksms.model.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/** How one request ended. Each kind answers what a sender must know before anything else: what may be done next? */
public sealed interface AttemptResult {

    AttemptKind kind();

    /** For people: what was said, or what is missing. */
    String reason();

    /** What this makes of the recipients of the request, if the attempt was the last one. */
    default Outcome outcome() {
        return kind().outcome;
    }

    default Consequence consequence() {
        return kind().consequence;
    }

    /** Whether a POST went out, or may have. */
    default boolean wentOut() {
        return kind().wire == AttemptKind.Wire.WENT_OUT;
    }

    /** How long the provider asks to wait before it is asked again, or null. */
    default Duration retryAfter() {
        return null;
    }

    /** Why the run ends, where this ends it. */
    default String stopReason() {
        return reason();
    }

    /** What a failure for this is called. */
    default FailureCode failureCode() {
        return kind().code;
    }

    /** In a word, for counting: the provider's code where there is one. */
    default String label() {
        return kind().name().toLowerCase(Locale.ROOT);
    }

    /** What follows from a result. */
    enum Consequence {
        /** Nothing for others: the next batch goes out. */
        GO_ON,
        /** The provider is known not to have taken the messages, and may take them when asked again. */
        TRY_AGAIN,
        /** All other requests of the run would fare the same. */
        END_THE_RUN
    }

    /** Something was thrown while a request was on its way. */
    static Unknown unknown(Throwable e) {
        return new Unknown("no trustworthy answer: " + describe(e));
    }

    /** Something was thrown before a request could go out. */
    static Withheld withheld(Throwable e) {
        return withheld(FailureCode.INTERNAL_ERROR, e);
    }

    /** Something was thrown before a request could go out, which a caller can do something about. */
    static Withheld withheld(FailureCode code, Throwable e) {
        return new Withheld(code, "not sent: " + words(e));
    }

    /** What was thrown, as {@link #describe}; of an {@link IOException}, whose messages are for people, the message alone. */
    static String words(Throwable e) {
        try {
            String message = e instanceof IOException ? e.getMessage() : null;
            return message == null ? describe(e) : message;
        } catch (Throwable unprintable) {
            return describe(e);
        }
    }

    /** What was thrown, in words, even where that throws. */
    static String describe(Throwable e) {
        try {
            return e.toString();
        } catch (Throwable unprintable) {
            return e.getClass().getName();
        }
    }

    /**
     * The provider took the messages.
     *
     * @param referenceId the provider's ID of the request, or null when the reply named none
     */
    record Accepted(String referenceId) implements AttemptResult {

        @Override
        public AttemptKind kind() {
            return AttemptKind.ACCEPTED;
        }

        @Override
        public String reason() {
            return "accepted";
        }
    }

    /**
     * The provider did not take the messages and will not when asked again unchanged.
     *
     * @param code the provider's error code, for instance -10001
     * @param description code, the provider's words, and what to do about it
     */
    record Refused(int code, String description) implements AttemptResult {

        /** Whether the account itself is refused, whatever is sent with it. */
        public boolean isOfTheAccount() {
            return ProviderError.of(code)
                    .filter(error -> error.meaning == ProviderError.Meaning.ACCOUNT_REFUSED)
                    .isPresent();
        }

        @Override
        public AttemptKind kind() {
            return AttemptKind.REFUSED;
        }

        @Override
        public String reason() {
            return "the provider refused the request: " + description;
        }
    }

    /** The messages were certainly not taken, and nothing will be for long: the account has reached its cap. */
    record Capped(String reason) implements AttemptResult {

        @Override
        public AttemptKind kind() {
            return AttemptKind.CAPPED;
        }
    }

    /**
     * The provider said that it did not take the messages, for a reason that may pass.
     *
     * @param label the provider's error code, for instance -40007
     * @param retryAfter how long the provider asks to wait, or null
     */
    record NotAccepted(String label, String reason, Duration retryAfter) implements AttemptResult {

        @Override
        public AttemptKind kind() {
            return AttemptKind.NOT_ACCEPTED;
        }
    }

    /** The request certainly did not reach the provider, for a reason that may pass. */
    record NotSent(String reason) implements AttemptResult {

        @Override
        public AttemptKind kind() {
            return AttemptKind.NOT_SENT;
        }
    }

    /** Nothing was sent, because what must come before could not be done: the journal was not written, or the run lost. */
    record Withheld(FailureCode failureCode, String reason) implements AttemptResult {

        @Override
        public AttemptKind kind() {
            return AttemptKind.WITHHELD;
        }
    }

    /**
     * Nothing was sent, or not again, because the run was asked to stop.
     *
     * @param failureCode what a failure for this is called
     * @param stopReason what stopped it, for operators
     * @param lastReason why the attempt before was not accepted, or null when there was none
     */
    record Stopped(FailureCode failureCode, String stopReason, String lastReason) implements AttemptResult {

        @Override
        public AttemptKind kind() {
            return AttemptKind.STOPPED;
        }

        @Override
        public String reason() {
            return lastReason == null ? "not sent: " + stopReason : lastReason + "; not sent again: " + stopReason;
        }
    }

    /** The messages may have been accepted: there was no trustworthy reply. */
    record Unknown(String reason) implements AttemptResult {

        @Override
        public AttemptKind kind() {
            return AttemptKind.UNKNOWN;
        }
    }

    /** All of its recipients were left out, each with an outcome of their own; this one applies to none. */
    record NobodyLeft() implements AttemptResult {

        @Override
        public AttemptKind kind() {
            return AttemptKind.NOBODY_LEFT;
        }

        @Override
        public String reason() {
            return "not sent: none of the recipients may be sent to now";
        }
    }

    /** Everything but sending was done, as was asked for. */
    record DryRun() implements AttemptResult {

        @Override
        public AttemptKind kind() {
            return AttemptKind.DRY_RUN;
        }

        @Override
        public String reason() {
            return "not sent: dry run";
        }
    }
}
