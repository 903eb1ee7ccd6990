package io.github.camelbulksms.internal.recipient;

import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReader;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReading;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReading.Unusable;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReading.Usable;
import io.github.camelbulksms.model.Recipient;

/** What a number and a session ID mean. Thread-safe. */
public final class RecipientJudge {

    /** How databases write that there is nothing. */
    private static final String DATABASE_NULL = "\\N";

    private final PhoneNumberReader numbers;

    public RecipientJudge(PhoneNumberReader numbers) {
        this.numbers = numbers;
    }

    /**
     * @param text the item as it came
     * @param sessionId null or empty when there is none
     */
    public Entry entry(long position, String text, String phoneNumber, String sessionId) {
        if (phoneNumber.isEmpty()) {
            return new Entry.Invalid(position, text, "there is no number: expected a phone number");
        }
        PhoneNumberReading reading = numbers.read(phoneNumber);
        if (reading instanceof Unusable unusable) {
            return new Entry.Invalid(position, text, unusable.reason());
        }
        String digits = ((Usable) reading).digits();
        try {
            boolean none = sessionId == null || sessionId.isEmpty() || sessionId.equals(DATABASE_NULL);
            return new ValidEntry(position, new Recipient(digits, none ? null : sessionId));
        } catch (IllegalArgumentException e) {
            return new Entry.Invalid(position, text, e.getMessage());
        }
    }

    /**
     * Checks what stands behind a number in a place that nothing names.
     *
     * @throws IllegalArgumentException when it may be a number, too
     */
    public static void checkSecondCell(String cell) {
        if (NumberLook.of(cell) == NumberLook.PHONE_NUMBER) {
            throw new IllegalArgumentException(
                    "the second cell may be a number, too: expected a session ID with a letter,"
                            + " or the option sessionIdColumn=2, or one number in each line or element");
        }
    }
}
