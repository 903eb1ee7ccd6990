package io.github.camelbulksms.model;

import java.util.Objects;

/** A run that is finished is entered again by another source than the one it was finished from. */
public final class SourceChangedException extends JournalException {

    private static final long serialVersionUID = 1L;

    /**
     * @param run names the campaign, the run and its part
     * @param before the source that the run was finished from, or null
     * @param now the source that enters it, or null
     */
    public SourceChangedException(Object run, String before, String now) {
        super(run + " was finished from another source (" + named(before) + ", now " + named(now)
                + "): nobody is sent to;"
                + " expected the same source, or a run of its own for each source, as in"
                + " run=${file:name.noext}-${date:file:yyyyMMdd}; a new run sends to everybody");
    }

    private static String named(String source) {
        return Objects.requireNonNullElse(source, "one that cannot be told");
    }
}
