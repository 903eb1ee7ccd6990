package io.github.camelbulksms.internal.recipient.row;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelbulksms.internal.recipient.CompanionJudge;
import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.RecipientJudge;
import io.github.camelbulksms.internal.recipient.column.ColumnFinder;
import io.github.camelbulksms.internal.recipient.column.Columns;
import io.github.camelbulksms.internal.recipient.column.Companion;
import io.github.camelbulksms.internal.recipient.text.CsvLine;
import java.util.List;

/** What a row means: each by itself, by the names of its columns or by their places. Not thread-safe. */
public final class RowJudge {

    private static final int MAX_SHOWN = 200;

    private final ColumnFinder finder;
    private final RecipientJudge judge;
    // rows of one query have the same names: they are looked up once
    private List<String> lastNames;
    private Columns lastColumns;

    public RowJudge(ColumnFinder finder, RecipientJudge judge) {
        this.finder = finder;
        this.judge = judge;
    }

    /** The entry of a row. */
    public Entry judge(long position, Row row) {
        try {
            Columns columns = row.names().isEmpty() ? byPlace(row) : byName(row);
            String phoneNumber = CellText.of(row.value(columns.phone()));
            String sessionId = CellText.of(row.value(columns.sessionId()));
            String text = rejected(phoneNumber) + (sessionId.isEmpty() ? "" : "," + CsvLine.quoted(sessionId));
            Entry entry = judge.entry(position, text, phoneNumber, sessionId);
            return CompanionJudge.judge(
                    entry, companions(columns, row), shown(row), phoneNumber, index -> beside(row.value(index)));
        } catch (IllegalArgumentException e) {
            return new Entry.Invalid(position, shown(row), e.getMessage());
        }
    }

    private Columns byName(Row row) {
        if (finder.knowsPlaces() || finder.knowsSessionId()) {
            throw new IllegalArgumentException(
                    "the values have names, and their order says nothing: expected the name of the column"
                            + " in phoneColumn and sessionIdColumn");
        }
        if (!row.names().equals(lastNames)) {
            lastNames = null;
            lastColumns = finder.find(row.names())
                    .orElseThrow(
                            () -> new IllegalArgumentException("no column of the row is known to hold a phone number: "
                                    + ColumnFinder.shown(row.names())
                                    + ": expected one named phone or mobile, or the option phoneColumn"));
            lastNames = row.names();
        }
        return lastColumns;
    }

    private Columns byPlace(Row row) {
        finder.checkThatNoNamesAreNeeded();
        if (!finder.knowsPlaces() && !finder.knowsSessionId() && row.width() > 2) {
            throw new IllegalArgumentException(row.width()
                    + " values: expected phone, or phone and session ID, or the option phoneColumn with a number");
        }
        Columns columns = finder.withoutNames();
        if (!finder.knowsPlaces() && !finder.knowsSessionId()) {
            RecipientJudge.checkSecondCell(CellText.of(row.value(columns.sessionId())));
        }
        return columns;
    }

    private static List<Companion> companions(Columns columns, Row row) {
        return row.names().isEmpty() ? Companion.withoutNames(row.values().size(), columns) : columns.companions();
    }

    /** What is no text says nothing of a number: a country may be a bean. */
    private static String beside(Object value) {
        if (value instanceof Boolean || value instanceof JsonNode json && json.isBoolean()) {
            return value.toString();
        }
        try {
            return CellText.of(value);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String shown(Row row) {
        String text = row.names().isEmpty() ? row.values().toString() : row.names() + " " + row.values();
        return rejected(text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text);
    }

    /** As a cell of a reject; an empty one in quotes, because a blank line would not be counted. */
    private static String rejected(String cell) {
        return cell.isEmpty() ? "\"\"" : CsvLine.quoted(cell);
    }
}
