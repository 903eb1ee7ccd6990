package io.github.camelbulksms.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * The answer to the caller for a short list: the counts, and the outcome of each recipient in the order of the list.
 *
 * @param code why the run failed, or null when it did not
 * @param recipients each that was read; null when they are more than {@value #MAX_RECIPIENTS}
 */
public record BulkSmsAnswer(
        String campaign,
        String run,
        @JsonInclude(JsonInclude.Include.NON_NULL) FailureCode code,
        @JsonUnwrapped Counts counts,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<Line> recipients) {

    /** A list with more recipients is answered by its counts alone. */
    public static final int MAX_RECIPIENTS = 1000;

    /**
     * One recipient.
     *
     * @param position where they stand in their list, from 1
     * @param phone the number as it was sent to, or the item as it came when it is invalid or a duplicate without a number
     * @param reason null when they are accepted, or a duplicate
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(long position, String phone, String sessionId, Outcome outcome, String reason) {

        /** Leaves the recipient out: this is what reaches logs. */
        @Override
        public String toString() {
            return outcome + " at " + position;
        }
    }
}
