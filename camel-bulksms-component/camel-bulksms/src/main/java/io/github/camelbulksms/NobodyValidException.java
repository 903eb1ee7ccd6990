package io.github.camelbulksms;

import io.github.camelbulksms.model.BulkSmsResult;

/** Not one recipient of the list is valid. Of HTTP: 400. */
public final class NobodyValidException extends ListRefusedException {

    private static final long serialVersionUID = 1L;

    NobodyValidException(BulkSmsResult result, String message, Throwable cause) {
        super(result, message, cause);
    }
}
