package io.github.camelbulksms.internal.recipient;

import java.io.IOException;

/** A list cannot be understood: it must be mended, and reading it again will not help. */
public final class ListRefusal extends IOException {

    private static final long serialVersionUID = 1L;

    public ListRefusal(String message) {
        super(message);
    }

    public ListRefusal(String message, Throwable cause) {
        super(message, cause);
    }
}
