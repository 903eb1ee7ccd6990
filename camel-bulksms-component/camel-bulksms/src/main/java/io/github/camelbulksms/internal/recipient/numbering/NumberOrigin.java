package io.github.camelbulksms.internal.recipient.numbering;

/**
 * Where a number comes from, and what it is for.
 *
 * @param region two letters, or {@code 001} for calling codes of no country
 * @param kind as its country's numbering plan has it, in lower case; {@code not_in_plan} for a number in no known range
 */
public record NumberOrigin(String region, String kind) {}
