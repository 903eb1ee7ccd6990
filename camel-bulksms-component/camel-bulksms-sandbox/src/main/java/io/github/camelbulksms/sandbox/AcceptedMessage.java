package io.github.camelbulksms.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A message that the sandbox accepted for one recipient: what would have reached a phone.
 *
 * @param number counts the accepted messages from 1, in the order of acceptance
 * @param referenceId the provider's ID of the request, 32 hex digits
 * @param phoneNumber digits with the country code, no {@code +}
 * @param sessionId the recipient's own session ID, or null
 * @param template the text of the message
 * @param ucid the use case code, or null
 * @param senderId the number that the message is sent from, or null
 * @param requestSessionId the session ID of the whole request, or null
 * @param finalStatus the last status code that is reported of it, or null when nothing is reported
 */
public record AcceptedMessage(
        long number,
        @JsonProperty("reference_id") String referenceId,
        @JsonProperty("phone_number") String phoneNumber,
        @JsonProperty("session_id") String sessionId,
        String template,
        String ucid,
        @JsonProperty("sender_id") String senderId,
        @JsonProperty("request_session_id") String requestSessionId,
        @JsonProperty("final_status") Integer finalStatus) {}
