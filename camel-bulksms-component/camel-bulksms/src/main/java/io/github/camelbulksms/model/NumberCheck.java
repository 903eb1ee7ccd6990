package io.github.camelbulksms.model;

/** How a phone number is judged. */
public enum NumberCheck {
    /** 7 to 15 digits with the country code, not starting with 0 (ITU-T E.164). */
    shape,
    /** The length is one that numbers of its country have, as libphonenumber knows them. */
    possible,
    /** The number lies in a range that its country has given out, as libphonenumber knows them. */
    valid
}
