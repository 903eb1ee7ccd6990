package io.github.camelbulksms.internal.recipient;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelbulksms.internal.recipient.column.ColumnFinder;
import io.github.camelbulksms.internal.recipient.row.CellText;
import io.github.camelbulksms.internal.recipient.row.Elements;
import io.github.camelbulksms.internal.recipient.row.Row;
import io.github.camelbulksms.internal.recipient.row.RowJudge;
import io.github.camelbulksms.internal.recipient.text.CsvLine;
import io.github.camelbulksms.internal.recipient.text.LineJudge;
import io.github.camelbulksms.model.Recipient;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Elements of a collection, an iterator or a JSON array, each of them one recipient: a line of text, a {@link Recipient}, a row,
 * a number. There is no header line among them, and none is passed over.
 */
public final class ElementSource implements RecipientSource {

    private final Elements elements;
    private final RecipientJudge judge;
    private final LineJudge lines;
    private final RowJudge rows;
    private final ColumnFinder finder;
    private long position;

    private ElementSource(Elements elements, ListOptions options) {
        this.elements = elements;
        judge = new RecipientJudge(options.numbers());
        lines = new LineJudge(judge, options.finder());
        rows = new RowJudge(options.finder(), judge);
        finder = options.finder();
    }

    public static ElementSource of(Elements elements, ListOptions options) {
        return new ElementSource(elements, options);
    }

    @Override
    public Entry next() throws IOException {
        if (!elements.hasNext()) {
            return null;
        }
        position++;
        return read(elements.next());
    }

    @Override
    public ListForm form() {
        return ListForm.ROWS;
    }

    @Override
    public void close() throws IOException {
        elements.close();
    }

    private Entry read(Object element) throws IOException {
        if (element == null || element instanceof JsonNode json && json.isNull()) {
            return new Entry.Invalid(position, "null", "there is nothing: expected a recipient");
        }
        if (element instanceof Recipient recipient) {
            // its digits start with the country code by contract
            String phoneNumber = "+" + recipient.phoneNumber();
            String sessionId = recipient.sessionId();
            String line = phoneNumber + (sessionId == null ? "" : "," + CsvLine.quoted(sessionId));
            return judge.entry(position, line, phoneNumber, sessionId);
        }
        Optional<Row> row;
        try {
            row = isText(element) ? Optional.empty() : Row.of(element);
        } catch (IllegalArgumentException e) {
            return new Entry.Invalid(position, CsvLine.quoted(element.getClass().getName()), e.getMessage());
        }
        if (row.isEmpty()) {
            return ofText(element);
        }
        if (position == 1 && !finder.isTold() && row.get().holdsRecipients(finder) && !elements.hasNext()) {
            return new Entry.Invalid(
                    position,
                    CsvLine.quoted("a row with a list in it"),
                    "the only row has a phone, and a list with phones in it: expected that list, or the option phoneColumn"
                            + " if the row's own is meant");
        }
        Entry entry = rows.judge(position, row.get());
        if (entry instanceof Entry.Invalid) {
            checkThatItIsNoHeader(row.get().cells());
        }
        return entry;
    }

    /** Names that put the phone elsewhere than where it is looked for: a table came as its lines, and its IDs may be numbers. */
    private void checkThatItIsNoHeader(List<String> cells) throws ListRefusal {
        boolean areNames = cells.size() > 1
                && !cells.get(0).isBlank()
                && cells.stream().noneMatch(cell -> cell.codePoints().anyMatch(Character::isDigit));
        if (areNames && !finder.isTold() && finder.namesPhone(cells.subList(1, cells.size()))) {
            throw new ListRefusal("element " + position + " names the columns " + ColumnFinder.shown(cells)
                    + ", and elements have no header line: expected rows with names, as maps, or a text, or the option"
                    + " phoneColumn with the number of the column");
        }
    }

    private static boolean isText(Object element) {
        return element instanceof CharSequence
                || element instanceof Number
                || element instanceof byte[]
                || element instanceof JsonNode json && json.isValueNode();
    }

    private Entry ofText(Object element) throws IOException {
        String text;
        try {
            finder.checkThatNoNamesAreNeeded();
        } catch (IllegalArgumentException e) {
            // in brackets: below the header line of rejects it would have a name
            return new Entry.Invalid(position, rejected("[" + element + "]"), e.getMessage());
        }
        try {
            text = CellText.of(element);
        } catch (IllegalArgumentException e) {
            return new Entry.Invalid(position, rejected(String.valueOf(element)), e.getMessage());
        }
        Entry entry = lines.ofLine(position, text);
        if (!(entry instanceof Entry.Invalid invalid)) {
            return entry;
        }
        checkThatItIsNoHeader(List.of(text.split("[,;\t|]")));
        return new Entry.Invalid(position, rejected(text), invalid.reason());
    }

    /** The whole element as one cell: below a header line nothing else can be made of it. */
    private static String rejected(String text) {
        return text.isEmpty() ? "\"\"" : CsvLine.quoted(text);
    }
}
