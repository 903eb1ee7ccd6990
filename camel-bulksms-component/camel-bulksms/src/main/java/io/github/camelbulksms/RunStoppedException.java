package io.github.camelbulksms;

import io.github.camelbulksms.model.BulkSmsResult;

/** An operator has stopped the run, or its campaign: it goes on when it was resumed and its list is sent again. */
public final class RunStoppedException extends BulkSmsException {

    private static final long serialVersionUID = 1L;

    RunStoppedException(BulkSmsResult result, String message, Throwable cause) {
        super(result, message, cause);
    }
}
