package io.github.camelbulksms.internal.recipient.text;

import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.ListForm;
import io.github.camelbulksms.internal.recipient.ListRefusal;
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
            if (!WireForm.isItem(trimmed)) {
                throw stopped(trimmed.isEmpty() ? "it is blank" : "it is something else");
            }
            Entry entry = judge.ofItem(items, item, trimmed);
            if (entry instanceof Entry.Invalid invalid) {
                throw stopped(invalid.reason());
            }
            return entry;
        }
        return null;
    }

    private IOException stopped(String reason) {
        return new ListRefusal(text.lines().place() + ": item " + items
                + " is not of the form phone:sessionId or phone, as those before it: " + reason
                + "; expected that form throughout, or a line for each recipient");
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
