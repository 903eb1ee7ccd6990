package io.github.camelbulksms.internal.recipient.column;

/** What a column's name says of the numbers in it; the file {@code phone-columns.txt} says which name is of which kind. */
enum ColumnKind {
    /** A mobile number, or one that is kept for text messages. */
    MOBILE,
    /** A phone number of whatever kind. */
    PHONE,
    /** A word for the recipient of a message. */
    RECIPIENT,
    /** No more than "a number": the phone's only where there is no other column but the session ID's. */
    ALONE,
    /** A phone at a desk or at home. */
    LANDLINE,
    /** The phone of another person, or of a thing. */
    OTHER,
    /** A machine. */
    FAX
}
