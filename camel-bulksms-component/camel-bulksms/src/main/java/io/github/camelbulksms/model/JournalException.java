package io.github.camelbulksms.model;

import java.io.IOException;

/** The journal does not allow what was asked of it, or cannot be written. Nothing was sent for it. */
public class JournalException extends IOException {

    private static final long serialVersionUID = 1L;

    public JournalException(String message) {
        super(message);
    }

    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
