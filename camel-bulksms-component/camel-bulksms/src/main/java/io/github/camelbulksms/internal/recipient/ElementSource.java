package io.github.camelbulksms.internal.recipient;

import io.github.camelbulksms.internal.recipient.numbering.PhoneNumbers;
import io.github.camelbulksms.internal.recipient.text.Columns;
import io.github.camelbulksms.internal.recipient.text.CsvLine;
import io.github.camelbulksms.internal.recipient.text.LineFormat;
import io.github.camelbulksms.model.Recipient;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;

/** Elements of a collection or iterator: lines of text, recipients, rows by column name, numbers. */
final class ElementSource implements RecipientSource {

    private final Iterator<?> elements;
    private final Object owner;
    private final LineFormat format;
    private long position;

    /**
     * @param owner what the elements come from; closed with this source if it can be
     */
    ElementSource(Iterator<?> elements, Object owner, PhoneNumbers numbers) {
        this.elements = elements;
        this.owner = owner;
        format = new LineFormat(numbers);
    }

    @Override
    public Entry next() {
        while (elements.hasNext()) {
            position++;
            Entry entry = read(elements.next());
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    @Override
    public String header() {
        return format.header();
    }

    @Override
    public void close() throws IOException {
        if (owner instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e.toString(), e);
            }
        }
    }

    private Entry read(Object element) {
        if (element instanceof CharSequence text) {
            return ofLine(text.toString());
        }
        if (element instanceof Recipient recipient) {
            return format.entry(position, recipient.toLine(), recipient.phoneNumber(), recipient.sessionId());
        }
        if (element instanceof Map<?, ?> row) {
            return ofRow(row);
        }
        if (element instanceof Number number) {
            return ofLine(text(number));
        }
        if (element instanceof byte[] bytes) {
            return ofBytes(bytes);
        }
        return new Entry.Invalid(
                position,
                String.valueOf(element),
                "element of type "
                        + (element == null ? "null" : element.getClass().getName())
                        + ": expected a line of text, a row by column names, or a recipient");
    }

    private Entry ofLine(String line) {
        return LineFormat.isEmpty(line) ? null : format.read(position, line.strip());
    }

    private Entry ofBytes(byte[] bytes) {
        try {
            return ofLine(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return new Entry.Invalid(position, "(bytes)", "malformed UTF-8: expected UTF-8");
        }
    }

    private Entry ofRow(Map<?, ?> row) {
        String phoneNumber = text(Columns.PHONE_NUMBER.valueIn(row));
        String sessionId = text(Columns.SESSION_ID.valueIn(row));
        String line = CsvLine.quoted(phoneNumber) + (sessionId.isEmpty() ? "" : "," + CsvLine.quoted(sessionId));
        if (phoneNumber.isEmpty()) {
            return new Entry.Invalid(
                    position,
                    line,
                    "no phone number in a row with the columns " + row.keySet()
                            + ": expected phone, phone_number, msisdn or recipient");
        }
        return format.entry(position, line, phoneNumber, sessionId);
    }

    // databases and spreadsheets hold numbers as numbers
    private static String text(Object value) {
        if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
            return new BigDecimal(value.toString()).stripTrailingZeros().toPlainString();
        }
        return value == null ? "" : value.toString().strip();
    }
}
