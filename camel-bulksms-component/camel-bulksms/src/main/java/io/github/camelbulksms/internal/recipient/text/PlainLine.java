package io.github.camelbulksms.internal.recipient.text;

import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReader;
import io.github.camelbulksms.model.Recipient;

/**
 * Reads the lines that lists are made of, {@code digits} or {@code digits,sessionId}, in ASCII; it rejects what has anything else in it.
 * {@link LineSource} asks then whether the number is valid and the session ID is one, as {@link LineJudge} does of all other lines. One pass
 * over the bytes, without allocation.
 */
final class PlainLine {

    static final int NOT_PLAIN = -1;

    /** In characters, which are bytes here. */
    private static final int MAX_SESSION_ID_LENGTH = Recipient.MAX_SESSION_ID_LENGTH;

    private static final int MIN_WORD_LENGTH = 3;

    /** Of the longest line, with delimiter and line end. */
    private static final int MAX_BYTES = PhoneNumberReader.MAX_DIGITS + 1 + MAX_SESSION_ID_LENGTH + 2;

    /**
     * {@link #SIGN}, {@link #LETTER} or {@link #DIGIT}; 0 for blanks, control characters, what is not ASCII, delimiters, and
     * {@code : \ " = +}, which mean something else in a cell, in the form or in a URI.
     */
    private static final byte[] PLAIN = new byte[256];

    private static final byte SIGN = 1;
    private static final byte LETTER = 2;
    private static final byte DIGIT = 4;

    static {
        for (int c = '!'; c <= '~'; c++) {
            boolean isLetter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            PLAIN[c] = (CsvParser.DELIMITERS + ":\\\"=+").indexOf(c) >= 0
                    ? 0
                    : isLetter ? LETTER : c >= '0' && c <= '9' ? DIGIT : SIGN;
        }
    }

    private PlainLine() {}

    /**
     * Reads a line from {@code start}; it must end before {@code end}.
     *
     * @param delimiter what stands between the cells, or {@link CsvParser#ANY_DELIMITER}
     * @param entry becomes the recipient; its session ID stays where it is in the bytes
     * @return where the next line starts, or {@link #NOT_PLAIN}
     */
    static int read(byte[] bytes, int start, int end, char delimiter, long position, ValidEntry entry) {
        int at = readCells(bytes, start, end, delimiter, position, entry);
        if (at == NOT_PLAIN) {
            return NOT_PLAIN;
        }
        if (at + 1 < end && bytes[at] == '\r') {
            at++;
        }
        return at < end && bytes[at] == '\n' ? at + 1 : NOT_PLAIN;
    }

    /** As {@link #read}, of the last line of a text, which nothing ends. */
    static int readLast(byte[] bytes, int start, int end, char delimiter, long position, ValidEntry entry) {
        return readCells(bytes, start, end, delimiter, position, entry) == end ? end : NOT_PLAIN;
    }

    /**
     * Whether a line may be plain and its end beyond the buffer: then the caller fills it, and reads again. Without this one line of each
     * buffer would go the long way.
     */
    static boolean isCut(byte[] bytes, int start, int end) {
        if (end - start >= MAX_BYTES) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\n') {
                return false;
            }
        }
        return true;
    }

    /** Returns where the recipient ends, whatever follows. */
    private static int readCells(byte[] bytes, int start, int end, char delimiter, long position, ValidEntry entry) {
        int at = start;
        long number = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            // what overflows here has too many digits
            number = 10 * number + bytes[at++] - '0';
        }
        int digits = at - start;
        if (digits < PhoneNumberReader.MIN_DIGITS || digits > PhoneNumberReader.MAX_DIGITS || bytes[start] == '0') {
            return NOT_PLAIN;
        }
        int digitsEnd = at;
        int recipientEnd = at;
        int seen = 0;
        if (at < end && isDelimiter(bytes[at], delimiter)) {
            at++;
            int kind;
            while (at < end && (kind = PLAIN[bytes[at] & 0xFF]) != 0) {
                seen |= kind;
                at++;
            }
            // nothing behind the delimiter is no session ID
            recipientEnd = at == digitsEnd + 1 ? digitsEnd : at;
        }
        int sessionIdLength = recipientEnd - digitsEnd - 1;
        // words, such as Fax, may say something against the number
        boolean areWords = (seen & (LETTER | DIGIT)) == LETTER && sessionIdLength >= MIN_WORD_LENGTH;
        if (areWords || sessionIdLength > MAX_SESSION_ID_LENGTH) {
            return NOT_PLAIN;
        }
        entry.set(position, number, bytes, start, digitsEnd, recipientEnd);
        if ((seen & LETTER) != 0) {
            entry.markSessionIdHasLetter();
        }
        return at;
    }

    private static boolean isDelimiter(byte b, char delimiter) {
        return delimiter == CsvParser.ANY_DELIMITER ? CsvParser.DELIMITERS.indexOf(b) >= 0 : b == delimiter;
    }
}
