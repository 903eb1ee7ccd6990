package io.github.camelbulksms.internal.report;

/** What came is signed as it should be, but is no delivery report. */
public final class NotAReportException extends Exception {

    private static final long serialVersionUID = 1;

    NotAReportException(String message) {
        super(message);
    }
}
