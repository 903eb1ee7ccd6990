package io.github.camelbulksms.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/**
 * What the provider says of one message, at one time (provider documentation, "transaction callbacks").
 *
 * @param referenceId the provider's ID of the request, which stands for up to 1000 recipients; or null
 * @param sessionId of the recipient, else of the request; null where neither had one, and in some reports of failure
 * @param statusCode see {@link DeliveryStatus}
 * @param description the provider's words, or null
 * @param updatedOn when it became so, as it came; or null. {@link #updatedAt} reads it
 * @param submitTimestamp when the message was submitted, as it came; or null
 * @param errors what went wrong; often empty
 * @param additionalInfo whatever else the provider adds; often empty
 */
public record DeliveryReport(
        String referenceId,
        String sessionId,
        int statusCode,
        String description,
        String updatedOn,
        String submitTimestamp,
        List<ReportError> errors,
        Map<String, Object> additionalInfo) {

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    /** Characters of a session ID that a log shows; of ours they name the run. */
    private static final int SHOWN = 6;

    /** One of the provider's errors. */
    public record ReportError(int code, String description) {}

    /** What makes two reports the same one, repeated. The signature covers no time, so this is all there is. */
    public record Identity(String referenceId, String sessionId, int statusCode, String updatedOn) {

        /** Masks the session ID: this is what reaches logs. */
        @Override
        public String toString() {
            return "Identity[referenceId=" + referenceId + ", sessionId=" + masked(sessionId) + ", statusCode="
                    + statusCode + "]";
        }
    }

    /** The recipient of a run that a report is about. */
    public record Owner(String campaign, String run, Recipient recipient) {}

    public DeliveryReport {
        errors = List.copyOf(errors);
        additionalInfo = Map.copyOf(additionalInfo);
    }

    public DeliveryStatus status() {
        return DeliveryStatus.of(statusCode);
    }

    /** When it became so, or null when the date is missing or in neither of the provider's forms (RFC 3339, RFC 1123). */
    public Instant updatedAt() {
        return instant(updatedOn);
    }

    /** When the message was submitted, or null likewise. */
    public Instant submittedAt() {
        return instant(submitTimestamp);
    }

    public Identity identity() {
        return new Identity(referenceId, sessionId, statusCode, updatedOn);
    }

    /** Masks the session ID, which can be turned back to a number: this is what reaches logs. */
    @Override
    public String toString() {
        return "DeliveryReport[referenceId=" + referenceId + ", sessionId=" + masked(sessionId) + ", statusCode="
                + statusCode + ", updatedOn=" + updatedOn + "]";
    }

    private static String masked(String sessionId) {
        return sessionId == null ? null : sessionId.substring(0, Math.min(SHOWN, sessionId.length() / 2)) + "…";
    }

    private static Instant instant(String date) {
        if (date == null) {
            return null;
        }
        try {
            return plausible(OffsetDateTime.parse(date).toInstant());
        } catch (DateTimeException e) {
            try {
                return plausible(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant());
            } catch (DateTimeException neither) {
                return null;
            }
        }
    }

    /** Null for a date that no message can have, and no database hold. */
    private static Instant plausible(Instant date) {
        return date.isBefore(Instant.EPOCH) || date.isAfter(LATEST) ? null : date;
    }
}
