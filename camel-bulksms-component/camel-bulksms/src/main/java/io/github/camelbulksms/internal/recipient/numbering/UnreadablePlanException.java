package io.github.camelbulksms.internal.recipient.numbering;

/** The metadata of the libphonenumber on the class path is not as expected: numbers of that calling code are asked of it. */
final class UnreadablePlanException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadablePlanException(String what) {
        super(what);
    }

    UnreadablePlanException(String what, Throwable cause) {
        super(what, cause);
    }
}
