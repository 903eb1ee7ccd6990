package io.github.camelbulksms;

import io.github.camelbulksms.model.BulkSmsResult;
import java.io.InputStream;

/** The CSV of all recipients who were not accepted, made when it is asked for: as a body a file or a queue takes it. Thread-safe. */
record NotAcceptedReport(BulkSmsResult result) {

    /**
     * To be closed by the caller.
     *
     * @see BulkSmsResult#notAccepted
     */
    InputStream open() {
        return result.notAccepted();
    }

    /** Without recipients, as it appears in logs. */
    @Override
    public String toString() {
        return "recipients who were not accepted of " + result;
    }
}
