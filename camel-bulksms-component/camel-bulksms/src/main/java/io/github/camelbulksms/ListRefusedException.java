package io.github.camelbulksms;

import io.github.camelbulksms.model.BulkSmsResult;

/** The list cannot be understood, or goes beyond a guard: it must be mended, trying again does not help. Of HTTP: 400. */
public class ListRefusedException extends BulkSmsException {

    private static final long serialVersionUID = 1L;

    ListRefusedException(BulkSmsResult result, String message, Throwable cause) {
        super(result, message, cause);
    }
}
