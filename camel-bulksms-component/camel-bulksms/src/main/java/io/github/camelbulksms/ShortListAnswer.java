package io.github.camelbulksms;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.Counts;
import io.github.camelbulksms.model.FailureCode;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.RecipientOutcome;
import java.util.List;

/** The answer to the caller as it becomes JSON: the counts, and of a short list the outcome of each recipient in its order. Thread-safe. */
record ShortListAnswer(BulkSmsResult result) {

    /** What stands in the JSON object. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Fields(
            String campaign,
            String run,
            FailureCode code,
            @JsonUnwrapped Counts counts,
            List<Line> recipients) {}

    /**
     * One recipient.
     *
     * @param phone the number as it was sent to, or the item as it came when it is invalid
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(long position, String phone, String sessionId, Outcome outcome, String reason) {

        private static Line of(RecipientOutcome one) {
            return one.recipient() == null
                    ? new Line(one.position(), one.text(), null, one.outcome(), one.reason())
                    : new Line(
                            one.position(),
                            one.recipient().phoneNumber(),
                            one.recipient().sessionId(),
                            one.outcome(),
                            one.reason());
        }
    }

    Fields fields() {
        List<RecipientOutcome> recipients = result.recipients();
        return new Fields(
                result.campaign(),
                result.run(),
                result.code(),
                result.counts(),
                recipients == null ? null : recipients.stream().map(Line::of).toList());
    }

    /** Without recipients, as it appears in logs. */
    @Override
    public String toString() {
        return "answer of " + result;
    }
}
