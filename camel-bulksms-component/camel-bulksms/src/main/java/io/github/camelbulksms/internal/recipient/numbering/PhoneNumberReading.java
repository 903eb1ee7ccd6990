package io.github.camelbulksms.internal.recipient.numbering;

/** What a text turned out to be. */
public sealed interface PhoneNumberReading {

    /**
     * A number that may be sent to.
     *
     * @param digits as they go on the wire: 7 to 15, with the country code, without {@code +}
     * @param status what the numbering plans say; {@link NumberStatus#UNDECIDED} if they were not asked
     */
    record Usable(String digits, NumberStatus status) implements PhoneNumberReading {}

    /**
     * Nothing that may be sent to.
     *
     * @param reason for people, says what was expected; without the number
     */
    record Unusable(String reason) implements PhoneNumberReading {}
}
