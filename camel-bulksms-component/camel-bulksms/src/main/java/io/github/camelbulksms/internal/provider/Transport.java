package io.github.camelbulksms.internal.provider;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/** Carries one POST to the provider and its reply back. Thread-safe. */
public interface Transport {

    /**
     * Sends a form once: nothing below this method repeats it or follows a redirect.
     *
     * @param form the body from the start of its array up to its limit; not looked at any more when this returns
     * @throws NotSentException when the request certainly did not reach the provider
     * @throws IOException when it may have, and there is no whole reply
     */
    Reply post(ByteBuffer form, Map<String, String> headers) throws IOException;

    /**
     * A reply, whatever it says.
     *
     * @param httpStatus the HTTP status code
     * @param body the body, unpacked; empty when there was none
     * @param contentType the header {@code Content-Type}, or null
     * @param retryAfter the header {@code Retry-After}, or null
     */
    record Reply(int httpStatus, byte[] body, String contentType, String retryAfter) {

        /** A reply that does not say what it is. */
        public Reply(int httpStatus, byte[] body, String retryAfter) {
            this(httpStatus, body, null, retryAfter);
        }
    }

    /** The request was not put on the wire. */
    final class NotSentException extends IOException {

        private static final long serialVersionUID = 1L;

        public NotSentException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
