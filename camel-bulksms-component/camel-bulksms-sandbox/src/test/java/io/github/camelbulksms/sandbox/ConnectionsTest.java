package io.github.camelbulksms.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private static final int CONNECTIONS = 1_000;

    /** Past 200 idle ones JDK's server closed each that it had just answered: the next request on it was lost, in silence. */
    @Test
    void aThousandConnectionsStayOpenAndEachServesAgain() throws IOException {
        try (BulkSmsSandbox sandbox = BulkSmsSandbox.start()) {
            List<Socket> sockets = new ArrayList<>();
            try {
                for (int i = 0; i < CONNECTIONS; i++) {
                    sockets.add(new Socket(
                            InetAddress.getLoopbackAddress(),
                            URI.create(sandbox.baseUrl()).getPort()));
                }
                for (int round = 0; round < 3; round++) {
                    // all of them wait for a reply at the same time
                    for (Socket socket : sockets) {
                        socket.getOutputStream().write(request(sandbox));
                    }
                    for (Socket socket : sockets) {
                        assertThat(reply(socket)).contains("\"code\":293");
                    }
                }
            } finally {
                for (Socket socket : sockets) {
                    socket.close();
                }
            }
            assertThat(sandbox.stats().accepted()).isEqualTo(3 * CONNECTIONS);
            assertThat(sandbox.stats().connections()).isEqualTo(CONNECTIONS);
        }
    }

    private static byte[] request(BulkSmsSandbox sandbox) {
        String pair = sandbox.customerId() + ":" + sandbox.apiKey();
        String form = "recipients=1234567&template=Hi";
        return ("POST " + BulkEndpoint.PATH + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + SandboxClient.FORM
                        + "\r\nAuthorization: Basic "
                        + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))
                        + "\r\nContent-Length: " + form.length() + "\r\n\r\n" + form)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Reads to the end of the body, as its length says. */
    private static String reply(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = in.read();
            assertThat(read).as("the connection is open after " + head).isNotNegative();
            head.append((char) read);
        }
        int length = Integer.parseInt(head.toString().toLowerCase().replaceAll("(?s).*content-length: (\\d+).*", "$1"));
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
