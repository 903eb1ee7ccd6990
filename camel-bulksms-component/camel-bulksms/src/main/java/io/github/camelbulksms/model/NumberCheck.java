package io.github.camelbulksms.model;

/** How strictly a phone number is judged. */
public enum NumberCheck {
    /** Possible where {@code +} or an international prefix leaves nothing to guess, and valid where digits stand alone. */
    safe,
    /** 7 to 15 digits with the country code, not starting with 0 (ITU-T E.164). */
    shape,
    /** The length is one that numbers of its country have, as libphonenumber knows them. */
    possible,
    /** The number lies in a range that its country has given out, as libphonenumber knows them. */
    valid
}
