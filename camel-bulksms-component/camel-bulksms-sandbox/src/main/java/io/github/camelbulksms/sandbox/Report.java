package io.github.camelbulksms.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * A delivery report.
 *
 * @param place the message that it is about
 * @param code the status
 * @param updatedOn the date of the status, in one of the provider's two forms
 */
record Report(TruthLog.Place place, int code, String updatedOn) {

    /** The report as the provider writes it. */
    byte[] json() {
        Batch batch = place.batch();
        String sessionId = batch.sessionId(place.index());
        try {
            return Json.bytes(Json.object(
                    "reference_id",
                    batch.envelope().referenceId(),
                    "sub_resource",
                    "bulk_sms",
                    "session_id",
                    sessionId == null ? batch.envelope().form().sessionId() : sessionId,
                    "status",
                    Json.object(
                            "code", code, "description", DeliveryStatuses.description(code), "updated_on", updatedOn),
                    "errors",
                    List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String rfc1123(Instant at) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
    }
}
