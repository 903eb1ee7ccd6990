package io.github.camelbulksms.internal.recipient.text;

import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.RecipientSource;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumbers;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * UTF-8 text: lines, or the wire form {@code phone:sessionId,phone:sessionId,…}. The first line decides which: it is the wire
 * form when its first item holds a colon, or when it is a row of numbers that cannot well be columns. Blank lines and
 * comments are passed over, but counted.
 */
public final class TextSource implements RecipientSource {

    private static final int MORE_THAN_COLUMNS = 10;

    private final Utf8Lines text;
    private final String name;
    private final LineFormat format;
    private final Queue<Entry> ahead = new ArrayDeque<>();
    private final ValidEntry plain = new ValidEntry();
    private Reading reading = this::readFirst;
    private long items;

    /**
     * @param name names the list in error messages
     */
    public TextSource(InputStream in, String name, PhoneNumbers numbers) {
        this(new Utf8Lines(in, name), name, numbers);
    }

    /**
     * @param bytes a text that is in memory as a whole
     */
    public TextSource(byte[] bytes, String name, PhoneNumbers numbers) {
        this(new Utf8Lines(bytes, name), name, numbers);
    }

    private TextSource(Utf8Lines text, String name, PhoneNumbers numbers) {
        this.text = text;
        this.name = name;
        format = new LineFormat(numbers);
    }

    @Override
    public Entry next() throws IOException {
        return ahead.isEmpty() ? reading.next() : ahead.remove();
    }

    @Override
    public String header() {
        return format.header();
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    private Entry readFirst() throws IOException {
        if (format.startsWithPlainLine(text, plain)) {
            reading = this::readLine;
            return readLine();
        }
        List<String> first = firstItems();
        if (first.isEmpty()) {
            return null;
        }
        if (isWireItem(first.get(0)) || first.size() == MORE_THAN_COLUMNS) {
            return readAsItems(first);
        }
        boolean rowOfNumbers = first.size() > 1 && first.stream().allMatch(PhoneNumbers::looksLikeNumber);
        String line = String.join(",", first) + restOfLine();
        long number = text.number();
        reading = this::readLine;
        if (rowOfNumbers) {
            String nextLine = nextLine();
            if (nextLine == null) {
                return readAsOnlyLine(first);
            }
            Entry entry = readLine(number, line);
            ahead.add(readLine(text.number(), nextLine));
            return entry;
        }
        Entry entry = readLine(number, line);
        return entry == null ? next() : entry;
    }

    private Entry readAsOnlyLine(List<String> numbers) throws IOException {
        if (numbers.size() == 2) {
            throw new IOException(name + ", line " + text.number() + ": two numbers may be two recipients, or one and"
                    + " its session ID: expected a line for each recipient, or phone:sessionId");
        }
        return readAsItems(numbers);
    }

    private Entry readAsItems(List<String> first) throws IOException {
        reading = this::readItem;
        for (String item : first) {
            items++;
            if (!item.isBlank()) {
                ahead.add(format.readItem(items, item));
            }
        }
        return next();
    }

    /** The first item that is not empty, and those of its line behind it, as long as they look like numbers. */
    private List<String> firstItems() throws IOException {
        List<String> first = new ArrayList<>();
        for (String item = text.nextItem(); item != null; item = text.nextItem()) {
            if (item.stripLeading().startsWith("#")) {
                restOfLine();
            } else if (!item.isBlank() || text.endedByComma()) {
                first.add(item);
                break;
            }
        }
        while (!first.isEmpty()
                && text.endedByComma()
                && first.size() < MORE_THAN_COLUMNS
                && PhoneNumbers.looksLikeNumber(first.get(first.size() - 1))) {
            first.add(text.nextItem());
        }
        return first;
    }

    private String restOfLine() throws IOException {
        return text.endedByComma() ? "," + text.nextLine() : "";
    }

    private static boolean isWireItem(String item) {
        int colon = item.indexOf(':');
        return colon >= 0 && item.substring(0, colon).chars().noneMatch(c -> c == '"' || c == ';' || c == '\t');
    }

    private Entry readLine() throws IOException {
        if (format.takesPlainLines() && text.nextPlain(format.delimiterOfPlainLines(), plain)) {
            return plain;
        }
        for (String line = nextLine(); line != null; line = nextLine()) {
            Entry entry = readLine(text.number(), line);
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    /** The next line that is not empty, or null. */
    private String nextLine() throws IOException {
        String line = text.nextLine();
        while (line != null && LineFormat.isEmpty(line)) {
            line = text.nextLine();
        }
        return line;
    }

    private Entry readLine(long number, String line) throws IOException {
        try {
            return format.read(number, line);
        } catch (IllegalArgumentException e) {
            throw new IOException(name + ", line " + number + ": " + e.getMessage(), e);
        }
    }

    private Entry readItem() throws IOException {
        for (String item = text.nextItem(); item != null; item = text.nextItem()) {
            items++;
            if (!item.isBlank()) {
                return format.readItem(items, item);
            }
        }
        return null;
    }

    @FunctionalInterface
    private interface Reading {

        Entry next() throws IOException;
    }
}
