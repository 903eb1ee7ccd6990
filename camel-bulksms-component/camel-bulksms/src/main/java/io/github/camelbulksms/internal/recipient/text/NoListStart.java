package io.github.camelbulksms.internal.recipient.text;

import io.github.camelbulksms.internal.recipient.NumberLook;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What a text is that starts as no list does, and what to type: for the message. */
final class NoListStart {

    /** How many lines are looked at. */
    static final int LINES = 4;

    private enum OtherForm {
        VCARD("BEGIN:VCARD.*", "a vCard: expected a CSV, which address books export, too"),
        LDIF("(dn::?|version:) .*", "LDIF: expected a CSV"),
        MAIL(
                "(from|to|cc|subject|date|received|return-path|delivered-to|message-id|mime-version|reply-to): .*",
                "a mail: expected its list alone, as a CSV or a number on each line"),
        MARKUP("<[!?\\p{L}].*", "XML or HTML: expected a CSV");

        private final Pattern firstLine;
        private final String what;

        OtherForm(String firstLine, String what) {
            this.firstLine = Pattern.compile(firstLine, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
            this.what = what;
        }
    }

    private final ListStart start;
    private final CsvRecord first;
    private final List<CsvRecord> below;

    /**
     * @param below some of the lines below the first
     */
    NoListStart(ListStart start, CsvRecord first, List<CsvRecord> below) {
        this.start = start;
        this.first = first;
        this.below = below;
    }

    /** Why it is none, and what was expected. */
    String reason() {
        if (ListEnd.isBorder(first)) {
            return "the border of a table, as databases print it: expected a CSV";
        }
        String text = Blanks.strip(first.text());
        for (OtherForm form : OtherForm.values()) {
            if (form.firstLine.matcher(text).matches()) {
                return form.what;
            }
        }
        return headerBelow().or(this::columnOfFirst).orElse(ListStart.NEITHER + columnsOfNumbers());
    }

    /** Which line below the first is the header line, as it looks. */
    Optional<String> headerBelow() {
        return below.stream()
                .filter(start::looksLikeHeader)
                .findFirst()
                .map(header -> "the list does not start with its header line, as which line " + header.position()
                        + " looks: take off the lines above it");
    }

    private Optional<String> columnOfFirst() {
        List<Integer> columns = columnsOfNumbers(first);
        return columns.size() == 1 && columns.get(0) > 0
                ? Optional.of("there is no header line, and column " + (columns.get(0) + 1)
                        + " looks like numbers: expected the option phoneColumn=" + (columns.get(0) + 1)
                        + ", or a header line")
                : Optional.empty();
    }

    private String columnsOfNumbers() {
        StringBuilder columns = new StringBuilder();
        for (int column : below.isEmpty() ? List.<Integer>of() : columnsOfNumbers(below.get(0))) {
            columns.append("; column ").append(column + 1).append(" looks like numbers");
            if (first.cells().size() > 1 && !first.cell(column).isEmpty()) {
                columns.append(", below '").append(first.cell(column)).append("'");
            }
        }
        return columns.toString();
    }

    private static List<Integer> columnsOfNumbers(CsvRecord line) {
        return IntStream.range(0, line.cells().size())
                .filter(column -> NumberLook.of(line.cell(column)) == NumberLook.PHONE_NUMBER)
                .boxed()
                .toList();
    }
}
