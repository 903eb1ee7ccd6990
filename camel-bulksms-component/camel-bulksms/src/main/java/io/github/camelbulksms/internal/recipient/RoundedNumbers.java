package io.github.camelbulksms.internal.recipient;

/**
 * Notices a column that a spreadsheet has rounded: it shows 381601234567 as 3.81601E+11, and saved and made a number again that is
 * 381601000000, the number of somebody else. One such number may be one; two among a
 * thousand are none by chance. Not thread-safe.
 */
final class RoundedNumbers {

    /** Of fewer digits, spreadsheets show each. */
    private static final long MIN_ROUNDED = 100_000_000_000L;

    private static final long ZEROS = 1_000_000;

    private long first;

    /** Whether this number, and another one before it, are rounded. */
    boolean isSecond(ValidEntry entry) {
        long number = entry.phoneNumber();
        if (number % ZEROS != 0 || number < MIN_ROUNDED || entry.saysItsCountry() || number == first) {
            return false;
        }
        if (first != 0) {
            return true;
        }
        first = number;
        return false;
    }
}
