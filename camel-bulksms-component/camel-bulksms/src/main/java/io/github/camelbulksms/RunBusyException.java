package io.github.camelbulksms;

import io.github.camelbulksms.model.BulkSmsResult;

/** Another exchange, or another process, is sending the run. Worth trying again later: then there is the result, or what is left is sent. Of HTTP: 409. */
public final class RunBusyException extends BulkSmsException {

    private static final long serialVersionUID = 1L;

    RunBusyException(BulkSmsResult result, String message, Throwable cause) {
        super(result, message, cause);
    }
}
