package io.github.camelbulksms.model;

import java.io.InputStream;

/** The CSV of all who were not accepted, made when it is asked for: as a body a file or a queue takes it. Thread-safe. */
public record NotAcceptedReport(BulkSmsResult result) {

    /**
     * To be closed by the caller.
     *
     * @see BulkSmsResult#notAccepted
     */
    public InputStream open() {
        return result.notAccepted();
    }

    /** Names nobody: this is what reaches logs. */
    @Override
    public String toString() {
        return "those who were not accepted of " + result;
    }
}
