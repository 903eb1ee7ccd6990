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

    private Entry read(Object element) {
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
        return row.isPresent() ? rows.judge(position, row.get()) : ofText(element);
    }

    private static boolean isText(Object element) {
        return element instanceof CharSequence
                || element instanceof Number
                || element instanceof byte[]
                || element instanceof JsonNode json && json.isValueNode();
    }

    private Entry ofText(Object element) {
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
        return entry instanceof Entry.Invalid invalid
                ? new Entry.Invalid(position, rejected(text), invalid.reason())
                : entry;
    }

    /** The whole element as one cell: below a header line nothing else can be made of it. */
    private static String rejected(String text) {
        return text.isEmpty() ? "\"\"" : CsvLine.quoted(text);
    }
}
