package io.github.camelbulksms;

import io.github.camelbulksms.model.BulkSmsResult;

/** The run was begun with another text, ucid, sender or duplicateRecipient, and some may have got it. Of HTTP: 409. */
public final class TextChangedException extends BulkSmsException {

    private static final long serialVersionUID = 1L;

    TextChangedException(BulkSmsResult result, String message, Throwable cause) {
        super(result, message, cause);
    }
}
