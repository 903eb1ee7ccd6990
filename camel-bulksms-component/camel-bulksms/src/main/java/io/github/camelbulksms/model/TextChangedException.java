package io.github.camelbulksms.model;

/** A run goes on with another text than the one that some of its recipients may have got already. */
public final class TextChangedException extends JournalException {

    private static final long serialVersionUID = 1L;

    /**
     * @param run names the campaign, the run and its part
     */
    public TextChangedException(Object run) {
        super(run + " was begun with another text, ucid or sender, and some of its recipients may have got it:"
                + " expected the same, or another run in the header CamelBulkSmsRun, which sends to everybody");
    }
}
