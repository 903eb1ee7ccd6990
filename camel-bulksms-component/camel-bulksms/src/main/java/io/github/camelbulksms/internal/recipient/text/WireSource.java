package io.github.camelbulksms.internal.recipient.text;

import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.ListForm;
import io.github.camelbulksms.internal.recipient.RecipientSource;
import java.io.IOException;

/** A text in the wire form, with a comma or a line end between its items; where it stops being of that form the reading ends. */
final class WireSource implements RecipientSource {

    private final ListText text;
    private final LineJudge judge;
    private long items;

    WireSource(ListText text, LineJudge judge) {
        this.text = text;
        this.judge = judge;
    }

    @Override
    public Entry next() throws IOException {
        Utf8Lines lines = text.lines();
        for (String item = lines.nextItem(); item != null; item = lines.nextItem()) {
            String trimmed = Blanks.strip(item);
            if (trimmed.isEmpty() && !lines.endedByComma()) {
                continue;
            }
            items++;
            if (trimmed.isEmpty()) {
                return new Entry.Invalid(items, "\"\"", "a blank item: expected phone:sessionId or phone");
            }
            if (!WireForm.isItem(trimmed)) {
                throw new IOException(
                        lines.place() + ": item " + items + " is not of the form phone:sessionId or phone, as those"
                                + " before it: expected that form throughout, or a line for each recipient");
            }
            return judge.ofItem(items, item, trimmed);
        }
        return null;
    }

    @Override
    public ListForm form() {
        return text.form();
    }

    @Override
    public void close() throws IOException {
        text.lines().close();
    }
}
