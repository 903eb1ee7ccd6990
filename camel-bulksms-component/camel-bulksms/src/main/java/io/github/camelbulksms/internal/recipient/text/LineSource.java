package io.github.camelbulksms.internal.recipient.text;

import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.ListForm;
import io.github.camelbulksms.internal.recipient.ListRefusal;
import io.github.camelbulksms.internal.recipient.NumberLook;
import io.github.camelbulksms.internal.recipient.RecipientJudge;
import io.github.camelbulksms.internal.recipient.RecipientSource;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.internal.recipient.column.ColumnFinder;
import io.github.camelbulksms.internal.recipient.column.Columns;
import io.github.camelbulksms.internal.recipient.column.LabelWords;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * A text of lines, or a CSV. The first line decides for those that follow. A list that does not start as one is refused: all of
 * its lines are invalid, and nothing is sent.
 */
final class LineSource implements RecipientSource {

    private final ListText text;
    private final ListStart start;
    private final ListEnd end;
    private final LineJudge judge;
    private final PhoneNumberReader numbers;
    private final CsvReader csv;
    private final RejectsStart rejects;
    private final Queue<CsvRecord> ahead = new ArrayDeque<>();
    private final ValidEntry plain = new ValidEntry();
    private final LabelWords labels = LabelWords.shared();
    private LineFormat format;
    /** Whether the next line may be read fast: only while none is read ahead, or they would change order. */
    private boolean allowsPlainLines;

    private IOException failure;
    private String refusal;
    private boolean hasWireItems;
    /** Whether a line was read that is no item of the wire form. */
    private boolean hasOtherLines;
    /** Those handed out, and the one that is being read. */
    private long entries;

    LineSource(ListText text, ColumnFinder finder, PhoneNumberReader numbers) {
        this.text = text;
        this.numbers = numbers;
        start = new ListStart(finder);
        end = new ListEnd(finder);
        rejects = new RejectsStart(start, finder);
        judge = new LineJudge(new RecipientJudge(numbers));
        csv = new CsvReader(text.lines());
    }

    @Override
    public Entry next() throws IOException {
        if (format == null) {
            readStart();
        }
        if (allowsPlainLines && nextPlain()) {
            end.addPlainRecipient();
            entries++;
            hasOtherLines |= plain.hasSessionId();
            return plain;
        }
        CsvRecord line = nextLine();
        if (line == null) {
            return null;
        }
        format = start.withDelimiterOf(format, line);
        entries++;
        return refusal == null ? judge(line) : refused(line);
    }

    @Override
    public ListForm form() {
        String above = format == null ? null : refusal == null ? rejects.above(format) : format.start();
        return above == null ? text.form() : text.form().withHeader(above);
    }

    @Override
    public String reasonToStop() {
        return refusal;
    }

    @Override
    public void close() throws IOException {
        text.lines().close();
    }

    private CsvRecord nextLine() throws IOException {
        if (!ahead.isEmpty()) {
            return ahead.remove();
        }
        if (failure != null) {
            throw failure;
        }
        return format.isTable() ? csv.nextOfTable(format.delimiter()) : csv.next(format.delimiter());
    }

    private void readStart() throws IOException {
        LineFormat plainStart = start.ofPlainStart().orElse(null);
        if (plainStart != null && plainStart.allowsPlainLines() && isPlainNext(plainStart)) {
            format = plainStart;
            allowsPlainLines = true;
            return;
        }
        char delimiter = CsvParser.ANY_DELIMITER;
        String separatorLine = null;
        CsvRecord first = csv.nextOfTable(delimiter);
        if (first != null && ListStart.separator(first.text()).isPresent()) {
            separatorLine = first.text();
            delimiter = ListStart.separator(first.text()).get();
            first = csv.nextOfTable(delimiter);
        }
        if (first == null) {
            format = LineFormat.RECIPIENTS;
            return;
        }
        try {
            LineFormat header = start.header(separatorLine, first, delimiter).orElse(null);
            format = header == null ? start.withoutHeader(separatorLine, first, delimiter) : header;
        } catch (IllegalArgumentException e) {
            format = LineFormat.RECIPIENTS.below(separatorLine, delimiter);
            ahead.add(first);
            refuse(
                    first,
                    e.getMessage()
                            + noStart(first)
                                    .headerBelow()
                                    .map(hint -> "; " + hint)
                                    .orElse(""));
            return;
        }
        if (!format.hasHeader()) {
            ahead.add(first);
            if (!start.canStart(format, first)) {
                refuse(first, noStart(first).reason());
            }
        }
        allowsPlainLines = refusal == null && ahead.isEmpty() && format.allowsPlainLines();
    }

    private NoListStart noStart(CsvRecord first) {
        try {
            CsvRecord line = first;
            while (line != null && ahead.size() < NoListStart.LINES) {
                line = csv.next(format.delimiter());
                if (line != null) {
                    ahead.add(line);
                }
            }
        } catch (IOException e) {
            // what was read until then gets its outcome first
            failure = e;
        }
        return new NoListStart(start, first, ahead.stream().skip(1).toList());
    }

    private boolean nextPlain() {
        int next = endOfPlain(format);
        if (next == PlainLine.NOT_PLAIN) {
            return false;
        }
        text.lines().skipTo(next);
        return true;
    }

    private boolean isPlainNext(LineFormat format) {
        return endOfPlain(format) != PlainLine.NOT_PLAIN;
    }

    private int endOfPlain(LineFormat format) {
        int next = text.lines().endOfPlain(format.delimiterOfPlainLines(), plain);
        // a text of one line that nothing ends tells what it is the long way
        if (next == PlainLine.NOT_PLAIN && entries > 0) {
            next = text.lines().endOfLastPlain(format.delimiterOfPlainLines(), plain);
        }
        return next == PlainLine.NOT_PLAIN || !isAsPlainAsItLooks(format) ? PlainLine.NOT_PLAIN : next;
    }

    private boolean isAsPlainAsItLooks(LineFormat format) {
        // the delimiter in front of it is no part of it
        int sessionIdLength = plain.end() - plain.digitsEnd() - 1;
        boolean mayBeTwoNumbers = !format.isSecondCellSessionId()
                && sessionIdLength >= PhoneNumberReader.MIN_DIGITS
                && !plain.isSessionIdWithLetter();
        return !mayBeTwoNumbers
                && !(hasWireItems && plain.hasSessionId())
                && !(plain.hasSessionId() && (mayBeExtension() || mayBeWord()))
                && (format.isSecondCellSessionId() || !isExtensionOrLabel())
                && numbers.acceptsBareDigits(plain.bytes(), plain.start(), plain.digitsEnd());
    }

    /** Whether what stands behind the number begins as in ext.5, whatever follows. */
    private boolean mayBeExtension() {
        int at = plain.digitsEnd() + 1;
        return (plain.bytes()[at] | 0x20) == 'e' && plain.end() - at > 3 && plain.bytes()[at + 3] == '.';
    }

    /** Whether no digit is in what stands behind the number: the judge knows NULL, n/a and Fax, which are no session IDs. */
    private boolean mayBeWord() {
        for (int at = plain.digitsEnd() + 1; at < plain.end(); at++) {
            if (plain.bytes()[at] >= '0' && plain.bytes()[at] <= '9') {
                return false;
            }
        }
        return true;
    }

    /** Whether it is ext5, Fax2, or such, which the judge refuses. */
    private boolean isExtensionOrLabel() {
        int from = plain.digitsEnd() + 1;
        return plain.isSessionIdWithLetter()
                && labels.mayBeLabel(plain.bytes(), from, plain.end())
                && RecipientJudge.isExtensionOrLabel(
                        new String(plain.bytes(), from, plain.end() - from, StandardCharsets.US_ASCII));
    }

    private Entry judge(CsvRecord line) throws IOException {
        checkWireForm(line);
        checkCountedColumns(line);
        Entry entry = judge.judge(format, line);
        if (!(entry instanceof Entry.Invalid invalid)) {
            checkThatListGoesOn(end.addRecipient(format, line));
            allowsPlainLines = format.allowsPlainLines();
            return entry;
        }
        hasOtherLines = true;
        if (format.delimiter() == CsvParser.ANY_DELIMITER && CsvReader.mayOpenQuote(line)) {
            throw new ListRefusal(
                    text.lines().place() + ": the line contains two possible delimiters, and behind one of them"
                            + " a quote that ends on another line: expected one delimiter, or the cells in quotes");
        }
        if (hasWireItems) {
            throw new ListRefusal(
                    text.lines().place() + ": the line is not of the form phone:sessionId or phone, as those of the"
                            + " text are: " + invalid.reason() + "; expected that form throughout");
        }
        if (entries > 1 || format.hasHeader()) {
            checkThatListGoesOn(end.addOther(format, line));
            allowsPlainLines &= !end.isDoubtful();
        }
        if (entries <= FIRST_ENTRIES && mayBeReadInTwoWays(line)) {
            refuse(line, invalid.reason());
            return refused(line);
        }
        rejects.add(format, line);
        return entry;
    }

    /** Where nothing but their number tells a column, a comma within a cell makes another one of it, here and if the line is sent again. */
    private void checkCountedColumns(CsvRecord line) throws ListRefusal {
        if (!format.hasHeader() && line.cells().size() > format.maxCells()) {
            throw new ListRefusal(
                    text.lines().place() + ": " + line.cells().size() + " columns, and the first line has "
                            + format.maxCells() + ": expected as many, as phoneColumn counts them, or a header line");
        }
    }

    /** Once a line is {@code phone:sessionId}, the text is in the wire form, a line for each item, or broken off. */
    private void checkWireForm(CsvRecord line) throws IOException {
        if (format.hasHeader() || !format.columns().equals(Columns.PHONE_AND_SESSION_ID)) {
            return;
        }
        boolean isItem = line.width() == 1 && WireForm.isItem(line.cell(0));
        if (isItem && line.cell(0).indexOf(':') >= 0 && !NumberLook.isTelUri(line.cell(0))) {
            hasWireItems = true;
        }
        hasOtherLines |= !isItem;
        if (hasWireItems && hasOtherLines) {
            throw new ListRefusal(text.lines().place() + ": lines of the form phone:sessionId and others are mixed:"
                    + " expected that form throughout, or phone,sessionId");
        }
    }

    private void checkThatListGoesOn(Optional<String> reasonOfEnd) throws ListRefusal {
        if (reasonOfEnd.isPresent()) {
            throw new ListRefusal(text.lines().place() + ": " + reasonOfEnd.get());
        }
    }

    private boolean mayBeReadInTwoWays(CsvRecord line) {
        return !format.hasHeader()
                && !format.isSecondCellSessionId()
                && format.columns().equals(Columns.PHONE_AND_SESSION_ID)
                && RecipientJudge.mayBeNumber(line.cell(1));
    }

    private void refuse(CsvRecord line, String reason) {
        refusal = text.lines().name() + ", line " + line.position() + ": " + reason;
        allowsPlainLines = false;
    }

    private Entry refused(CsvRecord line) {
        return new Entry.Invalid(line.position(), line.text(), "the list is refused, " + refusal);
    }
}
