package io.github.camelbulksms.model;

/**
 * Another exchange, or another process, is sending the run right now, perhaps for a caller who has given up waiting. Worth trying
 * again later: then there is the result, or what is left is sent.
 */
public final class RunBusyException extends JournalException {

    private static final long serialVersionUID = 1L;

    /**
     * @param run names the campaign, the run and its part
     * @param owner who sends it, for instance "another exchange"
     */
    public RunBusyException(Object run, String owner) {
        super(run + " is being sent by " + owner + ": nothing is sent twice; expected to be tried again later, when the"
                + " run has its result");
    }
}
