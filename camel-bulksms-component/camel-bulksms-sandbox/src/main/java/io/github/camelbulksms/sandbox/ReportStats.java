package io.github.camelbulksms.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Counts of delivery reports since the start of the sandbox, or since its last reset.
 *
 * @param reports reports that were due, forged ones not included
 * @param taken those that were answered with 200
 * @param abandoned those that no attempt delivered
 * @param waiting those that are still to be tried
 * @param attempts how often any of them was posted
 * @param forged reports signed with another key
 * @param forgedTaken those of them that were answered with 200: there should be none
 */
public record ReportStats(
        long reports,
        long taken,
        long abandoned,
        long waiting,
        long attempts,
        long forged,
        @JsonProperty("forged_taken") long forgedTaken) {}
