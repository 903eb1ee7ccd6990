package io.github.camelbulksms.internal.recipient.text;

import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumbers;
import io.github.camelbulksms.model.Recipient;
import java.util.List;

/**
 * What lines of a list mean: {@code phone}, {@code phone,sessionId} or {@code phone:sessionId}, or cells in the order of a
 * header line. Not thread-safe: the first line decides for those that follow.
 */
public final class LineFormat {

    private static final int NONE = -1;
    private static final char ANY_DELIMITER = 0;

    /** No byte is like it. */
    private static final char NO_DELIMITER = Character.MAX_VALUE;

    private final PhoneNumbers numbers;
    private String header;
    private char delimiter;
    private int columns;
    private int phoneColumn;
    private int sessionColumn;
    private boolean started;

    public LineFormat(PhoneNumbers numbers) {
        this.numbers = numbers;
    }

    /** Whether the line holds no recipient: it is blank, or a comment that starts with {@code #}. */
    public static boolean isEmpty(String line) {
        return line.isBlank() || line.stripLeading().startsWith("#");
    }

    /** The header line, or null when there was none. */
    public String header() {
        return header;
    }

    /**
     * Whether a line {@code digits} or {@code digits,sessionId} means just that, so that {@link PlainLine} may read it.
     */
    boolean takesPlainLines() {
        return started
                && numbers.takesWireNumbersAsTheyAre()
                && (header == null || phoneColumn == 0 && (columns == 1 || columns == 2 && sessionColumn == 1));
    }

    /**
     * Whether a text starts with a plain line that can be no header line and no row of numbers; then the format is known.
     *
     * @param entry may be changed
     */
    boolean startsWithPlainLine(Utf8Lines text, ValidEntry entry) {
        started = numbers.takesWireNumbersAsTheyAre()
                && text.isAtPlain(ANY_DELIMITER, entry)
                && (!entry.hasSessionId() || entry.sessionIdHoldsLetter());
        return started;
    }

    /** What stands between cells in plain lines; 0 for any of comma, semicolon and tab. */
    char delimiterOfPlainLines() {
        if (header == null) {
            return ANY_DELIMITER;
        }
        return columns == 1 ? NO_DELIMITER : delimiter;
    }

    /**
     * What a line means; null for a header line.
     *
     * @throws IllegalArgumentException when the first line is a header that names no phone number
     */
    public Entry read(long position, String line) {
        if (!started) {
            started = true;
            if (readHeader(line)) {
                return null;
            }
        }
        return readRecipient(position, line);
    }

    /** What a line that is no header line means. */
    public Entry readRecipient(long position, String line) {
        if (PhoneNumbers.isWireNumber(line)) {
            return entry(position, line, line, null);
        }
        try {
            return header == null ? withoutHeader(position, line) : withHeader(position, line);
        } catch (IllegalArgumentException e) {
            return new Entry.Invalid(position, line, e.getMessage());
        }
    }

    /** What {@code phone} or {@code phone:sessionId} means. */
    Entry readItem(long position, String item) {
        int colon = item.indexOf(':');
        return colon < 0
                ? entry(position, item, item.strip(), null)
                : entry(
                        position,
                        item,
                        item.substring(0, colon).strip(),
                        item.substring(colon + 1).strip());
    }

    /**
     * What a number and a session ID mean.
     *
     * @param text the item as it came
     * @param sessionId null or empty when there is none
     */
    public Entry entry(long position, String text, String phoneNumber, String sessionId) {
        try {
            String digits = numbers.normalise(phoneNumber);
            return new ValidEntry(
                    position, new Recipient(digits, sessionId == null || sessionId.isEmpty() ? null : sessionId));
        } catch (IllegalArgumentException e) {
            return new Entry.Invalid(position, text, e.getMessage());
        }
    }

    private Entry withoutHeader(long position, String line) {
        List<String> cells = CsvLine.split(line);
        return switch (cells.size()) {
            case 1 -> {
                Entry item = readItem(position, cells.get(0));
                yield item instanceof Entry.Invalid invalid
                        ? new Entry.Invalid(position, line, invalid.reason())
                        : item;
            }
            case 2 -> entry(position, line, cells.get(0), cells.get(1));
            default ->
                throw new IllegalArgumentException(cells.size()
                        + " columns: expected phone, or phone and session ID, or a header line that names the columns");
        };
    }

    private Entry withHeader(long position, String line) {
        List<String> cells = CsvLine.split(line, delimiter);
        if (cells.size() > columns) {
            throw new IllegalArgumentException(
                    cells.size() + " columns: expected " + columns + ", as the header line has");
        }
        String sessionId = sessionColumn == NONE || sessionColumn >= cells.size() ? null : cells.get(sessionColumn);
        return entry(position, line, phoneColumn < cells.size() ? cells.get(phoneColumn) : "", sessionId);
    }

    private boolean readHeader(String line) {
        List<String> names;
        try {
            names = CsvLine.split(line);
        } catch (IllegalArgumentException e) {
            return false;
        }
        int phone = Columns.PHONE_NUMBER.indexIn(names);
        if (phone == NONE) {
            // id;mobile must not pass as a list of IDs to send to
            if (names.size() > 1
                    && names.stream().noneMatch(name -> name.chars().anyMatch(Character::isDigit))) {
                throw new IllegalArgumentException("the header line " + names
                        + " names no phone number: expected a column phone, phone_number, msisdn or recipient");
            }
            return false;
        }
        header = line;
        delimiter = CsvLine.delimiterOf(line);
        columns = names.size();
        phoneColumn = phone;
        sessionColumn = Columns.SESSION_ID.indexIn(names);
        return true;
    }
}
