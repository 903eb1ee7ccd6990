package io.github.camelbulksms.internal.provider;

import io.github.camelbulksms.model.Outcome;
import java.time.Duration;

/** How one request ended. Each kind answers what a sender must know before anything else: may it be sent again? */
public sealed interface AttemptResult {

    /** What this makes of the recipients of the request, if the attempt was the last one. */
    Outcome outcome();

    /** Whether the provider is known not to have taken the messages, and may take them when asked again. */
    default boolean mayBeSentAgain() {
        return false;
    }

    /** How long the provider asks to wait before it is asked again, or null. */
    default Duration retryAfter() {
        return null;
    }

    /** Whether whatever else is sent would fare the same. */
    default boolean endsTheRun() {
        return false;
    }

    /** For people: what was said, or what is missing. */
    String reason();

    /**
     * The provider took the messages.
     *
     * @param referenceId the provider's ID of the request, or null when the reply named none
     */
    record Accepted(String referenceId) implements AttemptResult {

        @Override
        public Outcome outcome() {
            return Outcome.ACCEPTED;
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
        public Outcome outcome() {
            return Outcome.REFUSED;
        }

        @Override
        public boolean endsTheRun() {
            return true;
        }

        @Override
        public String reason() {
            return "the provider refused the request: " + description;
        }
    }

    /** The messages were certainly not taken, and nothing will be for long: the account has reached its cap. */
    record Capped(String reason) implements AttemptResult {

        @Override
        public Outcome outcome() {
            return Outcome.UNSENT;
        }

        @Override
        public boolean endsTheRun() {
            return true;
        }
    }

    /**
     * The messages were certainly not taken, for a reason that may pass.
     *
     * @param retryAfter how long the provider asks to wait, or null
     */
    record NotAccepted(String reason, Duration retryAfter) implements AttemptResult {

        @Override
        public Outcome outcome() {
            return Outcome.UNSENT;
        }

        @Override
        public boolean mayBeSentAgain() {
            return true;
        }
    }

    /** Nothing was sent, because what must come before could not be done: the journal was not written, or the run lost. */
    record Withheld(String reason) implements AttemptResult {

        @Override
        public Outcome outcome() {
            return Outcome.UNSENT;
        }

        @Override
        public boolean endsTheRun() {
            return true;
        }
    }

    /** The messages may have been taken: nothing trustworthy was heard. */
    record Unknown(String reason) implements AttemptResult {

        @Override
        public Outcome outcome() {
            return Outcome.UNKNOWN;
        }
    }

    /** Everything but sending was done, as was asked for. */
    record DryRun() implements AttemptResult {

        @Override
        public Outcome outcome() {
            return Outcome.UNSENT;
        }

        @Override
        public String reason() {
            return "not sent: dry run";
        }
    }
}
