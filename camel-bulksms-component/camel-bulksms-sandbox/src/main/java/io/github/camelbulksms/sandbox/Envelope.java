package io.github.camelbulksms.sandbox;

import java.time.Instant;

/**
 * What all messages of a request have in common.
 *
 * @param referenceId the provider's ID of the request
 * @param request its number, from 1
 * @param acceptedAt when it was accepted
 * @param form the fields of the request but its recipients
 * @param campaign where its messages are counted
 */
record Envelope(String referenceId, long request, Instant acceptedAt, Fields form, Campaign campaign) {

    /** Fields of the form; all but the template may be null. */
    record Fields(String template, String ucid, String senderId, String sessionId) {

        static Fields of(BulkRequest request) {
            return new Fields(request.template(), request.ucid(), request.senderId(), request.sessionId());
        }
    }
}
