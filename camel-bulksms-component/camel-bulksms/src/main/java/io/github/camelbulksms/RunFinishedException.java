package io.github.camelbulksms;

import io.github.camelbulksms.model.BulkSmsResult;

/** The run is finished, and was sent again from another source, or with recipients who were not in its list. Of HTTP: 409. */
public final class RunFinishedException extends BulkSmsException {

    private static final long serialVersionUID = 1L;

    RunFinishedException(BulkSmsResult result, String message, Throwable cause) {
        super(result, message, cause);
    }
}
