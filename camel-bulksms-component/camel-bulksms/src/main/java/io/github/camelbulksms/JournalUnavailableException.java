package io.github.camelbulksms;

import io.github.camelbulksms.model.BulkSmsResult;

/** The journal cannot be read or written, and so nothing more was sent. Worth trying again later. Of HTTP: 503. */
public final class JournalUnavailableException extends BulkSmsException {

    private static final long serialVersionUID = 1L;

    JournalUnavailableException(BulkSmsResult result, String message, Throwable cause) {
        super(result, message, cause);
    }
}
