package io.github.camelbulksms.lists;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Who may be sent to of a list that is a text. Nobody else may; whether somebody must is said by the cases, not here.
 * It reads strictly: what the rules refuse, or leave open, is nobody.
 */
final class ListOracle {

    private static final Pattern SEP = Pattern.compile("(?i)^[\\s\\p{Z}\\p{Cf}]*sep=(.)(?:\r\n|\n|\r|$)");
    // what another delimiter cuts is a line of a table, and its session ID may have a colon
    private static final Pattern WIRE_ITEM = Pattern.compile("([^:,;\t|]+):([^:,]+)");
    private static final Pattern TEL_PARAMETER =
            Pattern.compile("(?i)(ext|isub|phone-context)=.*|ext[. ]+\\d.*|(ext|durchwahl)[-._:# ]*\\d{1,6}");
    private static final Set<String> TITLES = Set.of(
            "nichtanrufen",
            "nepascontacter",
            "sperrliste",
            "donotcall",
            "unsubscribed",
            "abgemeldet",
            "notfallnummern");
    private static final Set<String> STATUSES = Set.of("stop", "nurfax", "falschenummer", "wrongnumber");
    private static final Set<String> LABELS = Set.of("fax", "telefax", "pager");
    private static final Pattern COMMENT =
            Pattern.compile("(?s)(#\\p{L}|# |//|--|/\\*|<!--)[^\\p{L}\\p{N}]*[\\p{L}\\p{N}].*");
    private static final Pattern OF_NUMBERS = Pattern.compile(
            "(?iUs).*(nummern?|numbers?|nr|faxe?|handy|\\bid)\\b.*|.*\\b(broj|numer|номер|n°).*|.*编号|.*(?-i:[a-z]Id)");
    private static final Pattern SAYS_NONE = Pattern.compile(
            "(?iUs)[^\\p{L}]*|没有.*|.*\\b(no|nur|only|none|n/a|kein|keine|ohne|same|see|siehe|unknown|wrong|falsche|ask|nema|isti|pas|sin"
                    + "|brak|нет|geen)\\b.*");
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};

    private final Reading reading;

    /** Cells are met again with each delimiter, and reading one takes long. */
    private final Map<String, Set<String>> read = new HashMap<>();

    private ListOracle(Reading reading) {
        this.reading = reading;
    }

    /** Of a file. */
    static Set<String> ofFile(String text, Reading reading) {
        return new ListOracle(reading).file(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    /** Of a header or a text body: one line may hold several numbers. */
    static Set<String> ofHeader(String text, Reading reading) {
        Set<String> numbers = new LinkedHashSet<>(ofFile(text, reading));
        String line = text.strip();
        if (!line.contains("\n") && !line.contains("\r")) {
            for (String item : line.split(",")) {
                numbers.addAll(NumberOracle.read(item, reading));
            }
        }
        return numbers;
    }

    private Set<String> numbersOf(String cell) {
        return read.computeIfAbsent(cell, key -> NumberOracle.read(key, reading));
    }

    private Set<String> file(String text) {
        if (text.stripLeading().startsWith("[") || text.stripLeading().startsWith("{")) {
            return ElementOracle.ofJson(text, reading);
        }
        List<String> items = text.lines()
                .flatMap(line -> List.of(line.split(",")).stream())
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
        Set<String> numbers = new LinkedHashSet<>();
        if (startsAsWireForm(text, items)) {
            numbers.addAll(wire(items));
            if (reading.phoneColumn() == null && isWireForm(text, items)) {
                return numbers;
            }
        }
        Matcher sep = SEP.matcher(text);
        if (sep.find()) {
            char delimiter = sep.group(1).charAt(0);
            Table table = new Table(text, CsvOracle.records(text.substring(sep.end()), delimiter), delimiter);
            return table.refused() ? Set.of() : table.numbers();
        }
        for (char delimiter : DELIMITERS) {
            Table table = new Table(text, CsvOracle.records(text, delimiter), delimiter);
            if (table.refused()) {
                return Set.of();
            }
            numbers.addAll(table.numbers());
        }
        if (items.stream()
                        .allMatch(item ->
                                !wireItem(item).isEmpty() || !numbersOf(item).isEmpty())
                && items.stream().anyMatch(item -> item.contains(":"))) {
            items.forEach(item -> numbers.addAll(numbersOf(item.split(":")[0])));
        }
        return numbers;
    }

    /** Several items on the first line, all of the form, one with a session ID: which of them has it does not matter. */
    private boolean startsAsWireForm(String text, List<String> items) {
        if (!items.isEmpty() && !wireItem(items.get(0)).isEmpty()) {
            return true;
        }
        List<String> firstLine = text.lines().filter(line -> !line.isBlank()).limit(1).toList().stream()
                .flatMap(line -> List.of(line.split(",")).stream())
                .map(String::strip)
                .toList();
        return firstLine.size() > 1
                && firstLine.stream().anyMatch(item -> !wireItem(item).isEmpty())
                && !numbersOf(firstLine.get(0)).isEmpty();
    }

    /** +39312345602:;a-1 is an item, or a line of a table: the wire form it is only where all of the text is. */
    private boolean startsAsTable(List<String> items) {
        return items.get(0).matches("[^:]+:[;\t|].*")
                && items.stream()
                        .anyMatch(item ->
                                wireItem(item).isEmpty() && numbersOf(item).isEmpty());
    }

    /** Where an option counts the columns, or each item has a line of its own, only what is items as a whole is no table. */
    private boolean isWireForm(String text, List<String> items) {
        boolean severalOnALine = text.strip().lines().findFirst().orElse("").contains(",");
        boolean allAreItems = items.stream()
                .noneMatch(item -> wireItem(item).isEmpty() && numbersOf(item).isEmpty());
        return allAreItems || severalOnALine && reading.sessionIdColumn() == null && !startsAsTable(items);
    }

    private Set<String> wire(List<String> items) {
        Set<String> numbers = new LinkedHashSet<>();
        for (String item : items) {
            Set<String> number = item.contains(":") ? wireItem(item) : numbersOf(item);
            if (number.isEmpty()) {
                break;
            }
            numbers.addAll(number);
        }
        return numbers;
    }

    private Set<String> wireItem(String item) {
        Matcher wire = WIRE_ITEM.matcher(item);
        return wire.matches()
                        && !isOfNobody(wire.group(2))
                        && !wire.group(2).strip().matches("\\+[0-9].*")
                ? numbersOf(wire.group(1))
                : Set.of();
    }

    /** Whether words say of others, or of a number beside them, that they are not to be sent to. */
    private static boolean isOfNobody(String words) {
        String normal = HeaderWords.normal(words);
        return TITLES.contains(normal) || STATUSES.contains(normal) || LABELS.contains(normal);
    }

    /** Whether words in place of a number are the name of others. */
    private static boolean isOfOtherNumbers(String words) {
        return hasNoDigit(words)
                && (TITLES.contains(HeaderWords.normal(words))
                        || words.split("[^\\p{L}]+").length <= 5
                                && OF_NUMBERS.matcher(words).matches()
                                && !SAYS_NONE.matcher(words).matches());
    }

    /** One reading of the text as a table. */
    private final class Table {

        private static final int FIRST_BATCH = 1000;

        private final String text;
        private final List<List<String>> records;
        private final char delimiter;
        private final Set<String> numbers = new LinkedHashSet<>();
        private final Set<String> rounded = new LinkedHashSet<>();
        private boolean refused;

        Table(String text, List<List<String>> records, char delimiter) {
            this.text = text;
            this.delimiter = delimiter;
            this.records = records.stream()
                    .filter(record -> record.stream().anyMatch(cell -> !cell.isBlank()))
                    .toList();
            if (!this.records.isEmpty()) {
                read(this.records.get(0));
            }
        }

        /** Whether nobody may be sent to, whatever another delimiter says. */
        boolean refused() {
            return refused;
        }

        Set<String> numbers() {
            return numbers;
        }

        private void read(List<String> first) {
            String column = reading.phoneColumn();
            if (column != null && column.matches("[0-9]+")) {
                // what stands behind a number in front moves nothing
                columns(Integer.parseInt(column) - 1, records, column.equals("1") ? Integer.MAX_VALUE : first.size());
                return;
            }
            if (delimiter == '|' && text.stripLeading().replace("\uFEFF", "").startsWith("||")) {
                refused = true;
                return;
            }
            List<List<String>> rows = records.subList(1, records.size());
            if (column != null) {
                HeaderWords.named(first, column).ifPresent(index -> columns(index, rows, first.size()));
            } else if (HeaderWords.known(first)
                    // also where no country has such a number: names have no seven digits
                    && first.stream()
                            .noneMatch(cell -> startsAsNumber(cell, ":") || startsAsNumber(cell, "[,;\t|:]"))) {
                HeaderWords.column(first).ifPresent(index -> columns(index, rows, first.size()));
            } else if (hasNoLetter(first.get(0).replaceFirst("(?i)^\\s*tel:", "")) || startsWithNumber(first.get(0))) {
                bare();
            }
        }

        private boolean startsAsNumber(String cell, String end) {
            String start = cell.replaceFirst("(?i)^[\\s\\p{Cf}'=\"]*tel:", "")
                    .replaceAll("['=\"\\p{Cf}]", "")
                    .strip()
                    .split(end, 2)[0];
            return !number(start).isEmpty()
                    || hasNoLetter(start)
                            && start.codePoints().filter(Character::isDigit).count() >= 7;
        }

        /** Without a header each line may have a delimiter of its own: the first decides for none but itself. */
        private boolean startsWithNumber(String cell) {
            // cut at another line's delimiter it may be malformed: what its quotes hold counts
            String shown = cell.equals(CsvOracle.MALFORMED)
                    ? text.replaceFirst("^[\\s\\p{Cf}]*\"", "").split("\"", 2)[0]
                    : cell;
            String start = shown.replaceAll("(?i)tel:", "").split("[,;\t|:]", 2)[0];
            return !start.isBlank() && hasNoLetter(start);
        }

        private Set<String> number(String cell) {
            return cell.equals(CsvOracle.MALFORMED) ? Set.of() : numbersOf(cell);
        }

        /** Twelve digits and more are rounded by spreadsheets: two numbers that end in zeros are the ends of others. */
        private void add(String cell) {
            numbers.addAll(number(cell));
            number(cell).stream()
                    .filter(number -> !cell.contains("+") && number.matches("[0-9]{6,}000000"))
                    .forEach(rounded::add);
            refused |= rounded.size() > 1;
        }

        private void columns(int column, List<List<String>> rows, int width) {
            for (List<String> row : rows) {
                if (isTitle(row)
                        || isHeaderAgain(row, column, rows)
                        || namesNumbers(row, column)
                        || row != records.get(0) && column < row.size() && isOfOtherNumbers(row.get(column))) {
                    return;
                }
                if (COMMENT.matcher(row.get(0).strip()).matches()) {
                    continue;
                }
                // RFC 4180: each line has as many cells; blank ones at the end say that a cell in front was cut
                boolean tooWide = row.size() > width;
                if (tooWide && column > 0 && !namesColumn(column)) {
                    // what is counted is another column from here on, for all that one knows
                    return;
                }
                tooWide &= namesColumn(column);
                if (!namesColumn(column)
                        && IntStream.range(0, row.size())
                                .anyMatch(i -> i != column
                                        && i != sessionIdIndex()
                                        && CompanionOracle.isLabelOfNobody(row.get(i)))) {
                    continue;
                }
                if (!tooWide
                        && column < row.size()
                        && !(namesColumn(column)
                                && CompanionOracle.speaksAgainst(
                                        records.get(0), column, row, number(row.get(column)), sessionIdIndex()))) {
                    add(row.get(column));
                }
            }
        }

        /** What the option calls a session ID says nothing of the number. */
        private int sessionIdIndex() {
            return "2".equals(reading.sessionIdColumn()) ? 1 : -1;
        }

        private boolean isHeaderAgain(List<String> row, int column, List<List<String>> rows) {
            boolean isName = column < row.size()
                    && HeaderWords.named(records.get(0), row.get(column)).isPresent();
            if (namesColumn(column)
                    && row != records.get(0)
                    && isName
                    && records.get(0).stream().noneMatch(ListOracle::isOfSevenDigits)
                    && hasNoDigit(row.get(column))
                    && !HeaderWords.normal(row.get(column)).isEmpty()) {
                return true;
            }
            // where a number tells the column, and the first line has no name there, it is no header line
            if (!namesColumn(column) || row == records.get(0) || !HeaderWords.namesAPhone(row) && !repeatsAName(row)) {
                return false;
            }
            if (column < row.size()) {
                String cell = row.get(column);
                if (!HeaderWords.kind(cell).isEmpty()) {
                    return true;
                }
                if (cell.isBlank()
                        || !hasNoDigit(cell)
                        || SAYS_NONE.matcher(cell).matches()) {
                    return false;
                }
            }
            // names of columns have no number among them
            return row.stream().noneMatch(ListOracle::isOfSevenDigits) && !holdsLabels(row, column, rows);
        }

        /** Whether what looks like names stands in its column elsewhere, too: above, or at the first recipient below if none is above. */
        private boolean holdsLabels(List<String> row, int column, List<List<String>> rows) {
            int at = IntStream.range(0, rows.size())
                    .filter(i -> rows.get(i) == row)
                    .findFirst()
                    .orElseThrow();
            List<List<String>> above = new ArrayList<>(rows.subList(0, at));
            if (above.stream().noneMatch(other -> isRecipient(other, column))) {
                rows.subList(at + 1, rows.size()).stream()
                        .filter(other -> isRecipient(other, column))
                        .findFirst()
                        .ifPresent(above::add);
            }
            boolean repeats = repeatsAName(row);
            return IntStream.range(0, row.size())
                    .filter(i -> HeaderWords.namesAPhone(List.of(row.get(i)))
                            || repeats
                                    && HeaderWords.named(records.get(0), row.get(i))
                                            .isPresent())
                    .filter(i -> row.stream().allMatch(ListOracle::hasNoDigit)
                            || !CompanionOracle.isOfLabels(records.get(0), column, i))
                    .allMatch(i -> above.stream()
                            .anyMatch(other -> i < other.size()
                                    && other.get(i).strip().equals(row.get(i).strip())));
        }

        private boolean isRecipient(List<String> row, int column) {
            return column < row.size() && !number(row.get(column)).isEmpty();
        }

        private boolean isTitle(List<String> row) {
            List<String> cells = row.stream()
                    .map(String::strip)
                    .filter(cell -> !cell.isBlank())
                    .toList();
            return cells.size() == 1
                    && hasNoDigit(cells.get(0))
                    && !hasNoLetter(cells.get(0))
                    && (cells.get(0).endsWith(":")
                            || cells.get(0).matches("([#=*-])\\1.*")
                            || TITLES.contains(HeaderWords.normal(cells.get(0)))
                            || STATUSES.contains(HeaderWords.normal(cells.get(0)))
                            || row != records.get(0)
                                    && (LABELS.contains(HeaderWords.normal(row.get(0)))
                                            || isOfOtherNumbers(row.get(0))));
        }

        /** Whether the name of a column of numbers, whatever they are, stands where a number should. */
        private boolean namesNumbers(List<String> row, int column) {
            return row != records.get(0)
                    && namesColumn(column)
                    && records.get(0).stream()
                            .noneMatch(cell -> cell.replaceAll("[^0-9]", "").length() >= 7)
                    && column < row.size()
                    && hasNoDigit(row.get(column))
                    && !HeaderWords.kind(row.get(column)).isEmpty();
        }

        /** Whether the first line is a header line: by a word above the column, or by names above those beside it. */
        private boolean namesColumn(int column) {
            List<String> first = records.get(0);
            // a line with a number is none of names, unless an option gives a name
            boolean holdsNumber = first.stream().anyMatch(ListOracle::isOfSevenDigits)
                    && reading.phoneColumn() != null
                    && reading.phoneColumn().matches("[0-9]+");
            return column < first.size()
                    && !holdsNumber
                    && (!hasNoLetter(first.get(column))
                            || first.get(column).isBlank()
                                    && (HeaderWords.namesAPhone(first) || CompanionOracle.names(first, column)));
        }

        private boolean repeatsAName(List<String> row) {
            return row.stream().allMatch(ListOracle::hasNoDigit)
                    && row.stream()
                            .filter(cell -> !HeaderWords.normal(cell).isEmpty())
                            .anyMatch(cell ->
                                    HeaderWords.named(records.get(0), cell).isPresent());
        }

        /** No header: a column of numbers, or numbers and session IDs. */
        private void bare() {
            int position = 0;
            for (List<String> row : records) {
                position++;
                List<String> cells = trimmed(row);
                if (cells.size() == 1 && "2".equals(reading.sessionIdColumn())) {
                    addByOwnDelimiter(cells.get(0));
                }
                if (HeaderWords.namesAPhone(cells) && hasNoDigit(cells.get(0))
                        || isTitle(cells)
                        || isOfOtherNumbers(cells.get(0))) {
                    return;
                }
                if (cells.size() == 2 && !"2".equals(reading.sessionIdColumn()) && isOfNobody(cells.get(1))) {
                    continue;
                }
                if (cells.size() > 2) {
                    refused |= position == 1;
                    continue;
                }
                // RFC 3966: what stands behind a semicolon belongs to the URI, unless a quote ended it
                boolean ofUri = delimiter == ';'
                        && !text.contains('"' + cells.get(0))
                        && cells.get(0).strip().toLowerCase(Locale.ROOT).startsWith("tel:");
                boolean twoNumbers = cells.size() == 2
                        && !ofUri
                        && !"2".equals(reading.sessionIdColumn())
                        && looksLikeANumber(cells.get(1))
                        && !number(cells.get(0)).isEmpty();
                refused |= twoNumbers && position <= FIRST_BATCH;
                // what the option calls a session ID is one, whatever it looks like
                boolean ofTelUri = cells.size() == 2
                        && !"2".equals(reading.sessionIdColumn())
                        && TEL_PARAMETER.matcher(cells.get(1)).matches();
                boolean isLabel = cells.size() == 2
                        && !"2".equals(reading.sessionIdColumn())
                        && CompanionOracle.isLabelOfNobody(cells.get(1));
                if (!twoNumbers && !ofTelUri && !isLabel && !(ofUri && cells.size() > 1)) {
                    add(cells.get(0));
                }
            }
        }

        /** A line with another delimiter than that of the records around it. */
        private void addByOwnDelimiter(String line) {
            List<String> cells = trimmed(List.of(line.split("[,;\t|]", -1)));
            if (cells.size() == 2 && !looksLikeANumber(cells.get(1))) {
                add(cells.get(0));
            }
        }

        private boolean looksLikeANumber(String cell) {
            return cell.strip().matches("\\+?[0-9]{7,15}")
                    || !number(cell).isEmpty()
                    || cell.replaceAll("[ ()./-]", "").matches("(?s).*\\+[0-9]{7}.*")
                    // a number and words
                    || cell.strip().matches("(?s).*\\s.*")
                            && cell.replaceAll("[^0-9]", "").length() >= 7;
        }
    }

    private static List<String> trimmed(List<String> row) {
        List<String> cells = new ArrayList<>(row);
        while (cells.size() > 1 && cells.get(cells.size() - 1).isBlank()) {
            cells.remove(cells.size() - 1);
        }
        return cells;
    }

    private static boolean isOfSevenDigits(String cell) {
        return cell.replaceFirst("(?i)^tel:", "").matches("[0-9 ()./+-]+")
                && cell.replaceAll("[^0-9]", "").length() >= 7;
    }

    private static boolean hasNoLetter(String cell) {
        return cell.codePoints().noneMatch(Character::isLetter);
    }

    private static boolean hasNoDigit(String cell) {
        return cell.codePoints().noneMatch(Character::isDigit);
    }
}
