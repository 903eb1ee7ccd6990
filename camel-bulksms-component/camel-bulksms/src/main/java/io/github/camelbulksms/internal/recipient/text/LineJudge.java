package io.github.camelbulksms.internal.recipient.text;

import io.github.camelbulksms.internal.recipient.CompanionJudge;
import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.NumberLook;
import io.github.camelbulksms.internal.recipient.RecipientJudge;
import io.github.camelbulksms.internal.recipient.column.ColumnFinder;
import io.github.camelbulksms.internal.recipient.column.Columns;
import io.github.camelbulksms.internal.recipient.column.Companion;
import java.util.List;
import java.util.regex.Pattern;

/** What a line means. Thread-safe. */
public final class LineJudge {

    /** #1001 is an order, and signs alone are in place of a name. */
    private static final Pattern COMMENTED_OUT =
            Pattern.compile("#\\p{L}|(?:#[\\s\\p{Z}]|//|/\\*|--|<!--)[^\\p{L}\\p{N}]*[\\p{L}\\p{N}]");

    private static final Pattern OTHER_NUMBER = Pattern.compile("[+\uFF0B][\\s(]*\\p{Nd}");

    private static final Pattern SECOND_CELL_IN_QUOTES =
            Pattern.compile("\\p{Z}*(?:\"(?:[^\"]|\"\")*+\"\\p{Z}*|[^,;\t|\"][^,;\t|]*+)?[,;\t|]\\p{Z}*\"");

    private final RecipientJudge judge;
    private final LineFormat ofSingleLines;

    /** Judges lines of lists, and single ones, without a header line. */
    public LineJudge(RecipientJudge judge) {
        this(judge, ColumnFinder.BY_DICTIONARY);
    }

    /**
     * @param finder tells the columns of single lines
     */
    public LineJudge(RecipientJudge judge, ColumnFinder finder) {
        this.judge = judge;
        ofSingleLines = LineFormat.byPlace(null, CsvParser.ANY_DELIMITER, finder, Integer.MAX_VALUE);
    }

    /** What a record of a list of that format means. */
    Entry judge(LineFormat format, CsvRecord line) {
        if (isCommentedOut(line.cell(0))) {
            return invalid(
                    line,
                    "the line begins as those do that are commented out: expected a number or a name in front, or none of"
                            + " the line");
        }
        if (format.hasHeader() || !format.columns().equals(Columns.PHONE_AND_SESSION_ID)) {
            return ofColumns(format, line);
        }
        return switch (line.width()) {
            case 0, 1 -> ofItem(line.position(), line.text(), line.cell(0));
            case 2 -> ofTwo(format, line);
            default ->
                invalid(
                        line,
                        line.width()
                                + " columns: expected phone, or phone and session ID, or a header line that names the"
                                + " columns, or the option phoneColumn");
        };
    }

    private static boolean isCommentedOut(String cell) {
        // most begin otherwise, which one look tells
        return !cell.isEmpty()
                && "#/-<".indexOf(cell.charAt(0)) >= 0
                && COMMENTED_OUT.matcher(cell).lookingAt();
    }

    /** What a line {@code phone}, {@code phone,sessionId} or {@code phone:sessionId} by itself means. */
    public Entry ofLine(long position, String line) {
        if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
            return new Entry.Invalid(position, line, "several lines: expected one recipient");
        }
        try {
            CsvParser parser = new CsvParser(CsvParser.ANY_DELIMITER);
            return parser.add(line)
                    ? judge(ofSingleLines, new CsvRecord(position, line, parser.cells(), parser.delimiter()))
                    : new Entry.Invalid(position, line, "a quote is not closed: expected its end");
        } catch (IllegalArgumentException e) {
            return new Entry.Invalid(position, line, e.getMessage());
        }
    }

    /** What {@code phone} or {@code phone:sessionId} means. */
    Entry ofItem(long position, String text, String item) {
        // nothing stands behind a colon in a URI
        int colon = NumberLook.isTelUri(item) ? -1 : item.indexOf(':');
        if (colon >= 0 && Blanks.isBlank(item.substring(colon + 1))) {
            return new Entry.Invalid(
                    position, text, "nothing behind the colon: expected a session ID, or the number alone");
        }
        if (colon < 0) {
            return judge.entry(position, text, item, null);
        }
        String sessionId = Blanks.strip(item.substring(colon + 1));
        try {
            checkSessionIdOfItem(sessionId);
        } catch (IllegalArgumentException e) {
            return new Entry.Invalid(position, text, e.getMessage());
        }
        return judge.entry(position, text, Blanks.strip(item.substring(0, colon)), sessionId);
    }

    private static void checkSessionIdOfItem(String sessionId) {
        if (OTHER_NUMBER.matcher(sessionId).lookingAt()) {
            throw new IllegalArgumentException(
                    "another number behind the colon: expected a session ID, or each number in an item of its own");
        }
        RecipientJudge.checkThatItIsNoLabel(sessionId);
    }

    private Entry ofTwo(LineFormat format, CsvRecord line) {
        try {
            if (line.cell(1).chars().anyMatch(c -> CsvParser.DELIMITERS.indexOf(c) >= 0)
                    && !SECOND_CELL_IN_QUOTES.matcher(line.text()).lookingAt()) {
                return invalid(
                        line, "the line contains two possible delimiters: expected one, or the session ID in quotes");
            }
            if (!format.isSecondCellSessionId()) {
                checkThatNumberIsFirst(line);
                RecipientJudge.checkSecondCell(line.cell(1));
            }
            return judge.entry(line.position(), line.text(), line.cell(0), line.cell(1));
        } catch (IllegalArgumentException e) {
            return invalid(line, e.getMessage());
        }
    }

    /** A list number, or a name, and a number: to call that a session ID would be the wrong advice. */
    private static void checkThatNumberIsFirst(CsvRecord line) {
        boolean isSecond = NumberLook.of(line.cell(0)) != NumberLook.PHONE_NUMBER
                && NumberLook.of(line.cell(1)) == NumberLook.PHONE_NUMBER;
        if (isSecond) {
            throw new IllegalArgumentException("the second cell looks like the number, and the first does not:"
                    + " expected the option phoneColumn=2, or a header line");
        }
    }

    private Entry ofColumns(LineFormat format, CsvRecord line) {
        if (line.cells().size() > format.maxCells()) {
            // also where the last ones are blank: a comma within a cell may have moved the number
            return invalid(
                    line, line.cells().size() + " columns: expected " + format.maxCells() + ", as the first line has");
        }
        Columns columns = format.columns();
        String number = line.cell(columns.phone());
        Entry entry = judge.entry(line.position(), line.text(), number, line.cell(columns.sessionId()));
        List<Companion> companions = format.hasHeader()
                ? columns.companions()
                : Companion.withoutNames(line.cells().size(), columns);
        return CompanionJudge.judge(entry, companions, line.text(), number, line::cell);
    }

    private static Entry invalid(CsvRecord line, String reason) {
        return new Entry.Invalid(line.position(), line.text(), reason);
    }
}
