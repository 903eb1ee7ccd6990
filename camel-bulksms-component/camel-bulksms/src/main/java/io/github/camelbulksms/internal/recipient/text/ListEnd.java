package io.github.camelbulksms.internal.recipient.text;

import io.github.camelbulksms.internal.recipient.NumberLook;
import io.github.camelbulksms.internal.recipient.column.ColumnFinder;
import io.github.camelbulksms.internal.recipient.column.Companion;
import io.github.camelbulksms.internal.recipient.column.ListWords;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReader;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Where a list ends: at a line that belongs to another one. Not thread-safe. */
final class ListEnd {

    private static final Pattern BORDER = Pattern.compile("[\\s|+:=,;-]*(---|===)[\\s|+:=,;-]*");

    private static final String ONE_LIST = ": expected one list in a file";

    private final ColumnFinder finder;
    private final RepeatedCells repeated = new RepeatedCells();
    private boolean hasRecipient;
    private CsvRecord doubtful;
    private int doubts;

    ListEnd(ColumnFinder finder) {
        this.finder = finder;
    }

    /** Whether a line is the border of a table, as databases and Markdown print it. */
    static boolean isBorder(CsvRecord line) {
        return BORDER.matcher(line.text()).matches();
    }

    /** Why a first line can be none of a list, or nothing. */
    static Optional<String> ofTitle(CsvRecord line) {
        List<String> cells =
                line.cells().stream().filter(cell -> !cell.isEmpty()).toList();
        return cells.size() == 1 && ListWords.areTitle(cells.get(0))
                ? Optional.of("the title of a list, " + ColumnFinder.shown(cells) + ONE_LIST
                        + ", and those who are not to be sent to in none")
                : Optional.empty();
    }

    /** Takes a plain line. */
    void addPlainRecipient() {
        hasRecipient = true;
    }

    /** Takes a line that holds a recipient, and says why the list has ended above it, or nothing. */
    Optional<String> addRecipient(LineFormat format, CsvRecord line) {
        hasRecipient = true;
        boolean isOfAnother = doubts > 1
                || doubts == 1
                        && namesColumns(format, doubtful, (column, cell) -> line.cell(column)
                                .equals(cell));
        if (isOfAnother) {
            return Optional.of("the first recipient, and line " + doubtful.position()
                    + " above may be the header line of another list" + ONE_LIST
                    + ", or an empty cell where there is no number");
        }
        doubts = 0;
        add(format, line);
        return Optional.empty();
    }

    /** Whether the next recipient has to be looked at. */
    boolean isDoubtful() {
        return doubts > 0;
    }

    /** Takes a line that holds no recipient, and says why the list ends with it, or nothing. */
    Optional<String> addOther(LineFormat format, CsvRecord line) {
        if (isBorder(line)) {
            return Optional.of("the border of a table, as databases and Markdown print them: expected a CSV");
        }
        Optional<String> title = ofTitle(line);
        if (title.isPresent()) {
            return title;
        }
        String cell =
                line.width() == 1 ? line.cell(0) : line.cell(format.columns().phone());
        if (ListWords.nameNumbers(cell) || ListWords.areTitleOfNumbers(cell)) {
            return Optional.of("the words " + ColumnFinder.shown(List.of(cell))
                    + " in place of a number, as in the header line of another list" + ONE_LIST
                    + ", or an empty cell where there is no number");
        }
        if (isStartOfAnother(format, line)) {
            return Optional.of("another list starts, with a header line or form of its own" + ONE_LIST);
        }
        add(format, line);
        return Optional.empty();
    }

    private void add(LineFormat format, CsvRecord line) {
        if (format.hasHeader() || finder.knowsPlaces()) {
            repeated.add(line.cells());
        }
    }

    /**
     * Whether a line within a list starts another one: a header line again, or what would be read as more than a line if it
     * stood first, as it does when a reject is sent again.
     */
    private boolean isStartOfAnother(LineFormat format, CsvRecord line) {
        if (format.hasHeader() || finder.knowsPlaces()) {
            return isHeaderAgain(format, line);
        }
        return ListStart.separator(line.text()).isPresent()
                || ListStart.isJson(Blanks.strip(line.text()))
                || WireForm.starts(Blanks.strip(line.text()))
                || !ListStart.holdsNumber(line, CsvParser.ANY_DELIMITER)
                        && ListStart.cutInEveryWay(line, CsvParser.ANY_DELIMITER)
                                .anyMatch(this::isHeader);
    }

    private boolean isHeaderAgain(LineFormat format, CsvRecord line) {
        int phone = format.columns().phone();
        String cell = line.cell(phone);
        boolean isMissing = line.cells().size() <= phone;
        if (!isMissing && (cell.isEmpty() || NumberLook.of(cell) != NumberLook.OTHER)) {
            return false;
        }
        // other people's, maybe: what follows is below another name
        if (ColumnFinder.isOfNumbers(cell) || ColumnFinder.isOfCountries(cell) || isOfHeader(format, cell)) {
            return true;
        }
        if (!isMissing && (ListWords.sayNone(cell) || mayHoldNumber(cell))
                || !namesColumns(format, line, repeated::contains)) {
            return false;
        }
        if (hasRecipient) {
            return true;
        }
        // rejects have none above them, nor below: the next recipient tells
        doubtful = doubts == 0 ? line : doubtful;
        doubts++;
        return false;
    }

    private static boolean mayHoldNumber(String cell) {
        return cell.codePoints().filter(Character::isDigit).count() >= PhoneNumberReader.MIN_DIGITS;
    }

    /**
     * Whether names of columns stand beside the number.
     *
     * @param isLabel tells cells that are in their column what others are, too, and so no names
     */
    private boolean namesColumns(LineFormat format, CsvRecord line, BiPredicate<Integer, String> isLabel) {
        List<String> cells = line.cells();
        boolean areWords = areWords(cells);
        boolean namesOne = IntStream.range(0, cells.size())
                // a bad number beside its label is no header line, words beside a label that nobody had so far may be
                // one
                .filter(column -> areWords || !isOfLabels(format, column))
                .filter(column -> finder.namesPhone(List.of(cells.get(column)))
                        || areWords && isOfHeader(format, cells.get(column)))
                .anyMatch(column -> !isLabel.test(column, cells.get(column)));
        return namesOne
                || ListStart.cutInEveryWay(line, CsvParser.ANY_DELIMITER)
                        .filter(cut -> !cut.equals(cells))
                        .anyMatch(cut -> finder.namesPhone(cut)
                                || areWords(cut) && cut.stream().anyMatch(cell -> isOfHeader(format, cell)));
    }

    private static boolean isOfLabels(LineFormat format, int column) {
        return format.columns().companions().stream()
                .anyMatch(companion -> companion.index() == column && companion.kind() == Companion.Kind.LABEL);
    }

    private static boolean areWords(List<String> cells) {
        return cells.stream().noneMatch(cell -> cell.codePoints().anyMatch(Character::isDigit));
    }

    private static boolean isOfHeader(LineFormat format, String cell) {
        return format.names().stream().anyMatch(name -> ColumnFinder.isSame(cell, name));
    }

    private boolean isHeader(List<String> cells) {
        try {
            return finder.namesPhone(cells) || finder.find(cells).isPresent();
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
