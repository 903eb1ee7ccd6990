package io.github.camelbulksms.model;

/** What digits without {@code +} or an international prefix in front are. */
public enum BareNumbers {
    /** As they are dialled in the default region. */
    national,
    /** With a country code; national only if they start with 0, as no country code does. */
    international
}
