package io.github.camelbulksms.internal.recipient.numbering;

/** Why a text is no usable number. Lists may be full of such: no stack trace is taken. */
final class NotANumberException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param why continues "not a phone number: " */
    NotANumberException(String why) {
        super("not a phone number: " + why, null, false, false);
    }
}
