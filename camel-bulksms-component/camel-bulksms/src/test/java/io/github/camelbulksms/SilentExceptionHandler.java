package io.github.camelbulksms;

import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;

/** Says nothing, where a test lets a consumer fail hundreds of times. */
public final class SilentExceptionHandler implements ExceptionHandler {

    @Override
    public void handleException(Throwable exception) {
        // expected
    }

    @Override
    public void handleException(String message, Throwable exception) {
        // expected
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable exception) {
        // expected
    }
}
