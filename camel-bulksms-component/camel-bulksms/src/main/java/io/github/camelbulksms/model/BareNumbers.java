package io.github.camelbulksms.model;

/**
 * What digits without {@code +} or an international prefix in front are. Where it is not said, and there is a default region, both readings are
 * tried, and a number with two is the only mobile of them, or ambiguous and refused; without a region it is {@link #international}.
 */
public enum BareNumbers {
    /** As they are dialled in the default region. */
    national,
    /** With a country code; national only if they start with 0, as no country code does. */
    international
}
