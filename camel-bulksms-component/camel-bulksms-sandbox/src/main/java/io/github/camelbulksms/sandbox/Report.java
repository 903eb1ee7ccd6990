package io.github.camelbulksms.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A delivery report.
 *
 * @param place the message that it is about
 * @param code the status
 * @param updatedOn the date of the status, see {@link StatusDate}
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
}
