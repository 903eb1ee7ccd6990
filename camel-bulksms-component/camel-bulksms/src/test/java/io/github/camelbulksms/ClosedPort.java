package io.github.camelbulksms;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A port that refuses connections for as long as this is open: taken, so that nobody else can listen on it, and not listened on. */
final class ClosedPort implements AutoCloseable {

    private final Socket taken = new Socket();

    ClosedPort() throws IOException {
        taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    int number() {
        return taken.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        taken.close();
    }
}
