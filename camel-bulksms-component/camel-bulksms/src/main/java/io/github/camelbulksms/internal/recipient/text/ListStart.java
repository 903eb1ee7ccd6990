package io.github.camelbulksms.internal.recipient.text;

import io.github.camelbulksms.internal.recipient.NumberLook;
import io.github.camelbulksms.internal.recipient.column.ColumnFinder;
import io.github.camelbulksms.internal.recipient.column.Columns;
import io.github.camelbulksms.internal.recipient.column.Companion;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the first lines of a list say of the others. Thread-safe. */
final class ListStart {

    static final String SEPARATOR = "sep=";

    static final String NEITHER =
            "the list starts with neither a recipient nor a header line that names a phone column:"
                    + " expected phone, or phone and session ID, or a header line, or the option phoneColumn with the number of the"
                    + " column";

    private static final String WIKI_HEADER = "||";

    private final ColumnFinder finder;

    ListStart(ColumnFinder finder) {
        this.finder = finder;
    }

    /** Whether a text may be JSON, and can be no list of lines. */
    static boolean isJson(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Blanks.isBlank(c)) {
                return c == '[' || c == '{';
            }
        }
        return false;
    }

    /** The delimiter that a line {@code sep=;} names, as spreadsheets write it. */
    static Optional<Character> separator(String line) {
        String text = Blanks.strip(line.replace('\t', '\u0001')).replace('\u0001', '\t');
        boolean names = text.length() == SEPARATOR.length() + 1
                && text.toLowerCase(Locale.ROOT).startsWith(SEPARATOR)
                && CsvParser.DELIMITERS.indexOf(text.charAt(SEPARATOR.length())) >= 0;
        return names ? Optional.of(text.charAt(SEPARATOR.length())) : Optional.empty();
    }

    /** The format of a list whose first line is plain, unless an option speaks of columns: no line above it needs to be looked for. */
    Optional<LineFormat> ofPlainStart() {
        return finder.knowsPlaces() || finder.needsHeaderLine()
                ? Optional.empty()
                : Optional.of(LineFormat.byPlace(null, CsvParser.ANY_DELIMITER, finder, Integer.MAX_VALUE));
    }

    /**
     * The format of a list, if its first record is a header line.
     *
     * @param separatorLine the line {@code sep=} above it, or null
     * @param delimiter that the line names, else any
     * @throws IllegalArgumentException when it is a header line that can be read in two ways, or names no phone to send to
     */
    Optional<LineFormat> header(String separatorLine, CsvRecord first, char delimiter) {
        if (finder.knowsPlaces()) {
            return headerByPlace(separatorLine, first);
        }
        if (!finder.needsHeaderLine() && holdsNumber(first, delimiter)) {
            // a line with a number is none of names, whatever its other cells say
            return Optional.empty();
        }
        if (Blanks.strip(first.text()).startsWith(WIKI_HEADER)) {
            // the lines below have one sign between their cells, and so their phones elsewhere
            throw new IllegalArgumentException("the header of a table, as wikis write them: expected a CSV");
        }
        List<LineFormat> found = new ArrayList<>();
        IllegalArgumentException refused = null;
        for (char candidate : candidates(first, delimiter)) {
            List<String> names;
            try {
                names = CsvParser.cells(first.text(), candidate);
            } catch (IllegalArgumentException e) {
                // it is no delimiter then
                continue;
            }
            try {
                finder.find(names)
                        .ifPresent(columns -> found.add(new LineFormat(
                                separatorLine,
                                first.text(),
                                names,
                                candidate,
                                columns,
                                names.size(),
                                columns.hasSessionId())));
            } catch (IllegalArgumentException e) {
                refused = refused == null ? e : refused;
            }
        }
        if (found.size() > 1) {
            throw new IllegalArgumentException(
                    "the header line can be cut at '" + found.get(0).delimiter() + "' and at '"
                            + found.get(1).delimiter() + "': expected a line sep= with the delimiter above it");
        }
        if (found.isEmpty() && refused != null) {
            throw refused;
        }
        return found.stream().findFirst();
    }

    /**
     * The format of a list without a header line.
     *
     * @throws IllegalArgumentException when an option names a column that only a header line could name
     */
    LineFormat withoutHeader(String separatorLine, CsvRecord first, char delimiter) {
        finder.checkThatNoNamesAreNeeded();
        char ofLines = finder.knowsPlaces() ? first.delimiter() : delimiter;
        return LineFormat.byPlace(separatorLine, ofLines, finder, first.cells().size());
    }

    /** The format with the delimiter of the first line that has one: where columns are counted, all have the same. */
    LineFormat withDelimiterOf(LineFormat format, CsvRecord line) {
        boolean isOpen = format.delimiter() == CsvParser.ANY_DELIMITER && finder.knowsPlaces() && !format.hasHeader();
        return isOpen ? format.below(format.separatorLine(), line.delimiter()) : format;
    }

    /** Whether a list without a header line can start with that record. */
    boolean canStart(LineFormat format, CsvRecord first) {
        return !format.columns().equals(Columns.PHONE_AND_SESSION_ID)
                || NumberLook.of(beforeColon(first.cell(0))) != NumberLook.OTHER && first.width() <= 2;
    }

    /** Whether a line would be taken for a header line if it stood first. */
    boolean looksLikeHeader(CsvRecord line) {
        try {
            return !finder.knowsPlaces()
                    && header(null, line, CsvParser.ANY_DELIMITER).isPresent();
        } catch (IllegalArgumentException e) {
            // it has phones, and not one to choose; or it lacks the name that an option tells
            return !finder.needsHeaderLine();
        }
    }

    /** The cells of a line by each delimiter that is in it. */
    static Stream<List<String>> cutInEveryWay(CsvRecord line, char delimiter) {
        return candidates(line, delimiter).stream().flatMap(candidate -> {
            try {
                return Stream.of(CsvParser.cells(line.text(), candidate));
            } catch (IllegalArgumentException e) {
                return Stream.empty();
            }
        });
    }

    /** The format of a list, if its first record is a header line above the columns that the options count. */
    Optional<LineFormat> headerByPlace(String separatorLine, CsvRecord first) {
        Optional<String> title = ListEnd.ofTitle(first);
        if (title.isPresent()) {
            throw new IllegalArgumentException(title.get());
        }
        // names what is not there
        Columns columns = finder.find(first.cells()).orElseThrow();
        String cell = first.cell(columns.phone());
        boolean isHeader =
                !holdsNumber(first.cells()) && (isWord(cell) || cell.isEmpty() && namesOthers(first, columns));
        return isHeader
                ? Optional.of(new LineFormat(
                        separatorLine,
                        first.text(),
                        first.cells(),
                        first.delimiter(),
                        columns,
                        first.cells().size(),
                        columns.hasSessionId()))
                : Optional.empty();
    }

    private static List<Character> candidates(CsvRecord first, char delimiter) {
        if (delimiter != CsvParser.ANY_DELIMITER) {
            return List.of(delimiter);
        }
        List<Character> candidates = new ArrayList<>();
        for (char candidate : CsvParser.DELIMITERS.toCharArray()) {
            if (first.text().indexOf(candidate) >= 0) {
                candidates.add(candidate);
            }
        }
        return candidates.isEmpty() ? List.of(CsvParser.DELIMITERS.charAt(0)) : candidates;
    }

    private static boolean isWord(String cell) {
        return NumberLook.of(cell) == NumberLook.OTHER
                && cell.codePoints().anyMatch(Character::isLetter)
                && cell.codePoints().filter(Character::isDigit).count() < PhoneNumberReader.MIN_DIGITS;
    }

    /** Whether names are above the other columns, and one of them may speak against a number. */
    private boolean namesOthers(CsvRecord first, Columns columns) {
        return columns.companions().stream().anyMatch(Companion::isOfNumber) || finder.namesPhone(first.cells());
    }

    /** Whether a line, however it is cut, has a cell with the digits of a number: behind tel: a semicolon is part of the URI, too. */
    static boolean holdsNumber(CsvRecord line, char delimiter) {
        return holdsNumber(line.cells()) || cutInEveryWay(line, delimiter).anyMatch(ListStart::holdsNumber);
    }

    private static boolean holdsNumber(List<String> cells) {
        return cells.stream().map(ListStart::beforeColon).anyMatch(NumberLook::isLongEnough);
    }

    private static String beforeColon(String cell) {
        int colon = cell.indexOf(':', NumberLook.isTelUri(cell) ? NumberLook.TEL.length() : 0);
        return colon < 0 ? cell : cell.substring(0, colon);
    }
}
