package io.github.camelbulksms.journal;

/** A run goes on with another text than the one that somebody may have got already. */
public final class TextChangedException extends JournalException {

    private static final long serialVersionUID = 1L;

    private TextChangedException(String message) {
        super(message);
    }

    static TextChangedException of(RunKey key) {
        return new TextChangedException(
                key + " was begun with another text, ucid or sender, and somebody may have got it:"
                        + " expected the same, or another run in the header CamelBulkSmsRun");
    }
}
