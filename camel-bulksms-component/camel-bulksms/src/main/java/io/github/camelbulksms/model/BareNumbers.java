package io.github.camelbulksms.model;

/**
 * What digits without {@code +} or an international prefix in front are. Where it is not said, and there is a default region, both readings are
 * tried, and a number that is ambiguous is refused.
 */
public enum BareNumbers {
    /** As they are dialled in the default region. */
    national,
    /** With a country code; national only if they start with 0, as no country code does. */
    international
}
