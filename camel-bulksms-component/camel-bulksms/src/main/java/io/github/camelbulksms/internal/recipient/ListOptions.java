package io.github.camelbulksms.internal.recipient;

import io.github.camelbulksms.internal.recipient.column.ColumnFinder;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How a list is to be read.
 *
 * @param finder finds the columns
 * @param charset of bytes without a byte order mark
 */
public record ListOptions(PhoneNumberReader numbers, ColumnFinder finder, Charset charset, MaxInvalid maxInvalid) {

    /** With no option set. */
    public static ListOptions of(PhoneNumberReader numbers) {
        return new ListOptions(numbers, ColumnFinder.BY_DICTIONARY, StandardCharsets.UTF_8, MaxInvalid.DEFAULT);
    }
}
