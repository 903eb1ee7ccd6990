package io.github.camelbulksms.examples.compliance;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Closes something when an exchange is done. */
class Closing extends SynchronizationAdapter {

    private final Closeable open;

    Closing(Closeable open) {
        this.open = open;
    }

    @Override
    public void onDone(Exchange exchange) {
        try {
            open.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
