package io.github.camelbulksms.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A delivery report that was posted.
 *
 * @param id counts the attempts from 1
 * @param message the number of the message
 * @param phoneNumber its recipient
 * @param code the status that it reports
 * @param updatedOn the date that it carries
 * @param at when it was posted
 * @param attempt from 1
 * @param answer the HTTP status, or why there was none
 * @param taken whether the answer was 200
 * @param forged whether it was signed with another key
 */
record ReportAttempt(
        long id,
        long message,
        @JsonProperty("phone_number") String phoneNumber,
        int code,
        @JsonProperty("updated_on") String updatedOn,
        String at,
        int attempt,
        String answer,
        boolean taken,
        boolean forged) {}
