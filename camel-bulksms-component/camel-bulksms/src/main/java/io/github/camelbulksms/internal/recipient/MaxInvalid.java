package io.github.camelbulksms.internal.recipient;

import java.math.BigDecimal;

/**
 * How many of a list may be invalid before it is refused as the wrong list. Immutable.
 *
 * @param text as it was set
 * @param count how many, whatever the length of the list
 * @param share how many of those read, 0 to 1
 */
public record MaxInvalid(String text, long count, double share) {

    public static final String DEFAULT_TEXT = "50%";
    public static final MaxInvalid DEFAULT = parse(DEFAULT_TEXT);

    /**
     * @param text a number from 0, or a percentage from 0% to 100%
     * @throws IllegalArgumentException when it is neither
     */
    public static MaxInvalid parse(String text) {
        String value = text.strip();
        if (value.matches("[0-9]{1,18}")) {
            return new MaxInvalid(value, Long.parseLong(value), 1);
        }
        if (value.matches("[0-9]{1,3}(\\.[0-9]{1,6})?\\s*%")) {
            double share = new BigDecimal(value.replace("%", "").strip())
                    .movePointLeft(2)
                    .doubleValue();
            if (share <= 1) {
                return new MaxInvalid(value, Long.MAX_VALUE, share);
            }
        }
        throw new IllegalArgumentException(
                "maxInvalid is '" + text + "': expected a number from 0, or a percentage from 0% to 100%");
    }

    /**
     * Whether a list is too wrong.
     *
     * @param withoutNumber how many of the invalid have an empty cell in place of the number: no sign of the wrong list, so the share
     *     is of all others
     */
    public boolean isExceededBy(long invalid, long withoutNumber, long read) {
        return invalid > count || invalid - withoutNumber > share * (read - withoutNumber);
    }
}
