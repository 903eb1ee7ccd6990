package io.github.camelbulksms;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A small HTTP proxy: forwards requests in absolute form, and tunnels for CONNECT. One request on each connection. */
final class ForwardProxy implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Queue<String> passed = new ConcurrentLinkedQueue<>();
    private volatile String requiredAuthorization;
    private volatile String refusal;

    ForwardProxy() throws IOException {
        daemon(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Answers 407 to whoever does not send this {@code Proxy-Authorization}. */
    void require(String authorization) {
        requiredAuthorization = authorization;
    }

    /** Answers every request with this status line. */
    void refuse(String status) {
        refusal = status;
    }

    /** The request lines that were let through. */
    Queue<String> passed() {
        return passed;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                daemon(() -> handle(client));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void handle(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            String head = head(in);
            String line = head.lines().findFirst().orElse("");
            if (refusal != null) {
                answer(client, refusal, "");
                return;
            }
            if (requiredAuthorization != null && !head.contains("Proxy-Authorization: " + requiredAuthorization)) {
                answer(client, "407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"proxy\"\r\n");
                return;
            }
            passed.add(line);
            String target = line.split(" ")[1];
            URI uri = URI.create(line.startsWith("CONNECT") ? "https://" + target : target);
            try (Socket server = new Socket(uri.getHost(), uri.getPort())) {
                if (line.startsWith("CONNECT")) {
                    client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                } else {
                    String forwarded = head.replace("http://" + uri.getAuthority(), "")
                            .replaceAll("(?i)\r\nConnection: [^\r]*", "\r\nConnection: close");
                    server.getOutputStream().write(forwarded.getBytes(StandardCharsets.ISO_8859_1));
                }
                daemon(() -> copy(client, server));
                copy(server, client);
            }
        } catch (IOException e) {
            // the other side is gone
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.write(b);
            if (head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                break;
            }
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static void answer(Socket client, String status, String headers) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        client.shutdownOutput();
        client.getInputStream().readAllBytes();
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // one side is gone
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "forward-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
