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

    /** Why a list without a header line cannot start with that record, or null. */
    String refusal(LineFormat format, CsvRecord first) {
        if (!format.columns().equals(Columns.PHONE_AND_SESSION_ID)) {
            return null;
        }
        boolean startsWithNumber = NumberLook.of(beforeColon(first.cell(0))) != NumberLook.OTHER;
        return startsWithNumber && first.width() <= 2
                ? null
                : "the list starts with neither a recipient nor a header line that names a phone column: expected phone, or"
                        + " phone and session ID, or a header line, or the option phoneColumn with the number of the column";
    }

    /**
     * Whether a line within a list starts another one: a header line again, or what would be read as more than a line if it
     * stood first, as it does when a reject is sent again.
     */
    boolean isStartOfAnother(LineFormat format, CsvRecord line) {
        if (format.hasHeader()) {
            return isHeaderAgain(format, line);
        }
        if (finder.knowsPlaces()) {
            return NumberLook.of(line.cell(format.columns().phone())) == NumberLook.OTHER
                    && cutInEveryWay(line, CsvParser.ANY_DELIMITER).anyMatch(finder::namesPhone);
        }
        String text = Blanks.strip(line.text());
        return separator(line.text()).isPresent()
                || isJson(text)
                || WireForm.starts(text)
                || cutInEveryWay(line, CsvParser.ANY_DELIMITER).anyMatch(this::isHeader);
    }

    private boolean isHeaderAgain(LineFormat format, CsvRecord line) {
        int phone = format.columns().phone();
        String cell = line.cell(phone);
        boolean isMissing = line.cells().size() <= phone;
        if (!isMissing && (cell.isEmpty() || NumberLook.of(cell) != NumberLook.OTHER)) {
            return false;
        }
        if (ColumnFinder.isOfNumbers(cell)) {
            // other people's, maybe: what follows is below another name
            return true;
        }
        return format.names().stream().anyMatch(name -> ColumnFinder.isSame(cell, name))
                || cutInEveryWay(line, CsvParser.ANY_DELIMITER)
                        .anyMatch(cells -> finder.namesPhone(cells) || repeatsName(format, cells));
    }

    /** Whether words alone stand there, one of them a name of the header line: the phone may have another name now. */
    private static boolean repeatsName(LineFormat format, List<String> cells) {
        return cells.stream().noneMatch(cell -> cell.codePoints().anyMatch(Character::isDigit))
                && cells.stream().filter(cell -> !cell.isEmpty()).anyMatch(cell -> format.names().stream()
                        .anyMatch(name -> ColumnFinder.isSame(cell, name)));
    }

    private boolean isHeader(List<String> cells) {
        try {
            return finder.namesPhone(cells) || finder.find(cells).isPresent();
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private static Stream<List<String>> cutInEveryWay(CsvRecord line, char delimiter) {
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

    // behind tel: a semicolon cuts, or is part of the URI
    private static boolean holdsNumber(CsvRecord line, char delimiter) {
        return holdsNumber(line.cells()) || cutInEveryWay(line, delimiter).anyMatch(ListStart::holdsNumber);
    }

    private static boolean holdsNumber(List<String> cells) {
        return cells.stream().map(ListStart::beforeColon).anyMatch(NumberLook::isLongEnough);
    }

    private static String beforeColon(String cell) {
        int colon = cell.indexOf(':', cell.regionMatches(true, 0, "tel:", 0, 4) ? 4 : 0);
        return colon < 0 ? cell : cell.substring(0, colon);
    }
}
