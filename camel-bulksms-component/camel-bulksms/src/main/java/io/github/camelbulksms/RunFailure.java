package io.github.camelbulksms;

import io.github.camelbulksms.internal.journal.JournalException;
import io.github.camelbulksms.internal.recipient.ListRefusal;
import io.github.camelbulksms.internal.run.Run;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.FailureCode;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The exception of a run that failed. */
final class RunFailure {

    private RunFailure() {}

    /** Of a run that was begun, and in which not every recipient was sent to. */
    static BulkSmsException of(BulkSmsResult result) {
        String message = Stream.concat(
                        Stream.of(
                                "not all recipients were sent to: " + result,
                                result.stopped() == null ? "" : "the run stopped: " + result.stopped()),
                        Stream.concat(result.problems().stream(), Stream.of(howToGoOn(result.code()))))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        return of(result, message, null);
    }

    /** Of a run that could not be begun; empty when the exception is none of those that refuse a run. */
    static Optional<BulkSmsException> of(Run run, Throwable e) {
        FailureCode code;
        if (e instanceof JournalException journal) {
            code = journal.code();
        } else if (e instanceof ListRefusal) {
            code = FailureCode.LIST_REFUSED;
        } else {
            return Optional.empty();
        }
        return Optional.of(
                of(BulkSmsResult.notBegun(run.campaign(), run.name(), code, e.getMessage()), e.getMessage(), e));
    }

    private static BulkSmsException of(BulkSmsResult result, String message, Throwable cause) {
        return switch (result.code()) {
            case RUN_BUSY -> new RunBusyException(result, message, cause);
            case RUN_FINISHED, RUN_ERASED -> new RunFinishedException(result, message, cause);
            case TEXT_CHANGED -> new TextChangedException(result, message, cause);
            case JOURNAL_UNAVAILABLE -> new JournalUnavailableException(result, message, cause);
            case LIST_REFUSED -> new ListRefusedException(result, message, cause);
            case NOBODY_VALID -> new NobodyValidException(result, message, cause);
            case RUN_STOPPED,
                    ROUTE_STOPPING,
                    REFUSED,
                    CAPPED,
                    UNKNOWN,
                    UNSENT,
                    POSTPONED,
                    READING_FAILED,
                    INTERNAL_ERROR -> new BulkSmsException(result, message, cause);
        };
    }

    /** How to send to the remaining recipients; empty where the reason says it. */
    private static String howToGoOn(FailureCode code) {
        return switch (code) {
            case REFUSED, CAPPED, UNSENT, READING_FAILED, JOURNAL_UNAVAILABLE, ROUTE_STOPPING, RUN_BUSY, POSTPONED ->
                "to continue, send the same list again under the same run (move the file back, put the message back):"
                        + " recipients who already have the message are skipped";
            case LIST_REFUSED, NOBODY_VALID ->
                "to continue, correct the list and send it again under the same run: recipients who already have the"
                        + " message are skipped";
            case UNKNOWN ->
                "ask the provider which unknown recipients got the message, then record that with settle(…) (Campaigns"
                        + " or JMX), or send to them again by the same run with unknownOutcome=resend";
            case RUN_FINISHED, RUN_ERASED, TEXT_CHANGED, RUN_STOPPED, INTERNAL_ERROR -> "";
        };
    }
}
