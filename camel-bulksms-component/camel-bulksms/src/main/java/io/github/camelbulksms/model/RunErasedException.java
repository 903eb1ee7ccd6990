package io.github.camelbulksms.model;

import java.time.Instant;

/** A run that was finished, and erased since by {@code retention}: who got it is not known any more, so nobody is sent to. */
public final class RunErasedException extends JournalException {

    private static final long serialVersionUID = 1L;

    /**
     * @param run names the campaign, the run and its part
     * @param erasedAt when
     */
    public RunErasedException(Object run, Instant erasedAt) {
        super(run + " was finished, and erased on " + erasedAt
                + " by the option retention: who got it is not known any more, and"
                + " nobody is sent to; expected a name that was not used before for a list that was not sent before (a new run sends"
                + " to everybody)");
    }
}
