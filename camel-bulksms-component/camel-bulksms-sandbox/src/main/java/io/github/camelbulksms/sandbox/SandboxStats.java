package io.github.camelbulksms.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Counts since the start of the sandbox, or since its last reset.
 *
 * @param requests requests to the bulk endpoint whose body arrived whole, whatever became of them
 * @param accepted requests accepted, those whose reply was dropped afterwards included
 * @param refused requests answered with an error
 * @param dropped requests that suffered a fault instead of being answered
 * @param messages messages accepted, one for each recipient of each accepted request
 * @param connections connections that brought at least one request
 * @param mostInFlight the largest number of requests that were being handled at the same time
 */
public record SandboxStats(
        long requests,
        long accepted,
        long refused,
        long dropped,
        long messages,
        long connections,
        @JsonProperty("most_in_flight") long mostInFlight) {}
