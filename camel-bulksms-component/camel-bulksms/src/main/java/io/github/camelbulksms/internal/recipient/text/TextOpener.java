package io.github.camelbulksms.internal.recipient.text;

import io.github.camelbulksms.internal.recipient.ElementSource;
import io.github.camelbulksms.internal.recipient.ListOptions;
import io.github.camelbulksms.internal.recipient.RecipientJudge;
import io.github.camelbulksms.internal.recipient.RecipientSource;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.internal.recipient.row.JsonElements;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Opens texts: lines, the wire form, or JSON, as their first characters say. Immutable. */
public final class TextOpener {

    private final ListOptions options;

    public TextOpener(ListOptions options) {
        this.options = options;
    }

    /**
     * @param name names the list in error messages
     */
    public RecipientSource open(InputStream in, String name) throws IOException {
        return open(ListText.open(in, options.charset(), name), name);
    }

    /** Opens bytes that are UTF-8, whatever the option says. */
    public RecipientSource openUtf8(InputStream in, String name) throws IOException {
        return open(ListText.open(in, StandardCharsets.UTF_8, name), name);
    }

    /** Opens bytes; they are not changed. */
    public RecipientSource open(byte[] text, String name) throws IOException {
        return open(ListText.open(text, options.charset(), name), name);
    }

    /** Opens characters. */
    public RecipientSource open(String text, String name) throws IOException {
        return open(ListText.open(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8, name), name);
    }

    /** Opens the text of a header: one line of several numbers is several recipients there. */
    public RecipientSource openHeader(String text, String name) throws IOException {
        if (!WireForm.isOneLineOfItems(text)) {
            return open(text, name);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new WireSource(
                ListText.open(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8, name),
                new LineJudge(new RecipientJudge(options.numbers())));
    }

    private RecipientSource open(ListText text, String name) throws IOException {
        Utf8Lines lines = text.lines();
        if (lines.endOfPlain(CsvParser.ANY_DELIMITER, new ValidEntry()) == PlainLine.NOT_PLAIN) {
            String start = lines.peek();
            if (ListStart.isJson(start)) {
                return ElementSource.of(new JsonElements(lines.rest(), name), options);
            }
            if (WireForm.starts(start)) {
                return new WireSource(text, new LineJudge(new RecipientJudge(options.numbers())));
            }
        }
        return new LineSource(text, options.finder(), options.numbers());
    }
}
