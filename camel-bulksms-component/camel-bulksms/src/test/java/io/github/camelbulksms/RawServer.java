package io.github.camelbulksms;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server of plain sockets that does to each connection what a script says: the bad network of all tests. */
final class RawServer implements AutoCloseable {

    static final String ACCEPTED =
            "{\"reference_id\":\"0123456789ABCDEF0123456789ABCDEF\",\"status\":{\"code\":293},\"errors\":[]}";

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

    private final ServerSocket socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger posts = new AtomicInteger();
    private final AtomicInteger tunnels = new AtomicInteger();
    private final Script script;
    /** What was wrong with the script itself, or null: then it has not done what its test is about. */
    private volatile RuntimeException failure;

    /** What happens on a connection, from its first byte on; it is closed in the end. */
    interface Script {
        void play(Line line) throws Exception;
    }

    RawServer(Script script) throws IOException {
        this.script = script;
        daemon(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    String url(String scheme) {
        return scheme + "://localhost:" + port();
    }

    /** POSTs of which at least the head came. */
    int posts() {
        return posts.get();
    }

    int tunnels() {
        return tunnels.get();
    }

    /** Connections that neither side has closed. */
    int open() {
        return open.size();
    }

    static String reply(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                client.setTcpNoDelay(true);
                open.add(client);
                daemon(() -> play(client));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void play(Socket client) {
        try (client) {
            script.play(new Line(client));
        } catch (RuntimeException e) {
            failure = e;
        } catch (Exception e) {
            // the other side is gone, as many tests want it
        } finally {
            open.remove(client);
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket client : open) {
            client.close();
        }
        if (failure != null) {
            throw new IllegalStateException("the script of the server failed", failure);
        }
    }

    /** One connection. */
    final class Line {

        private final Socket raw;
        private Socket top;
        private InputStream in;
        private OutputStream out;

        Line(Socket raw) throws IOException {
            this.raw = raw;
            use(raw);
        }

        private void use(Socket socket) throws IOException {
            top = socket;
            in = socket.getInputStream();
            out = socket.getOutputStream();
        }

        /** Reads a request and returns its head. */
        String request() throws IOException {
            String head = head();
            Matcher length = LENGTH.matcher(head);
            if (length.find()) {
                in.readNBytes(Integer.parseInt(length.group(1)));
            }
            return head;
        }

        /** Reads a request up to its body. */
        String head() throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int b = in.read();
                if (b < 0) {
                    throw new EOFException();
                }
                head.write(b);
            }
            String text = head.toString(StandardCharsets.ISO_8859_1);
            (text.startsWith("POST") ? posts : tunnels).incrementAndGet();
            return text;
        }

        byte[] read(int length) throws IOException {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException();
            }
            return bytes;
        }

        boolean isTls() {
            return top != raw;
        }

        void say(String text) throws IOException {
            say(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void say(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        void say(int... bytes) throws IOException {
            for (int b : bytes) {
                out.write(b);
            }
            out.flush();
        }

        /** Says one thing again and again, until the other side has enough. */
        void drip(String text, int millis) throws IOException, InterruptedException {
            while (true) {
                say(text);
                Thread.sleep(millis);
            }
        }

        /** Says nothing until the other side has closed, or has said so much; how much it said. */
        int wait(int atMostBytes) throws IOException {
            return in.readNBytes(atMostBytes).length;
        }

        void startTlsThatAsksForACertificate(SSLContext context, String protocol) throws IOException {
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(raw, null, raw.getPort(), false);
            tls.setUseClientMode(false);
            tls.setNeedClientAuth(true);
            tls.setEnabledProtocols(new String[] {protocol});
            tls.startHandshake();
        }

        void startTls(SSLContext context, String... protocols) throws IOException {
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(raw, null, raw.getPort(), false);
            tls.setUseClientMode(false);
            if (protocols.length > 0) {
                tls.setEnabledProtocols(protocols);
            }
            tls.startHandshake();
            use(tls);
        }

        /** Answers a request for a tunnel, whose other end is this line, too. */
        void openTunnel() throws IOException {
            head();
            say("HTTP/1.1 200 OK\r\n\r\n");
        }

        void alert(int number) throws IOException {
            new TlsAlert(number).sendOn(top);
        }

        void reset() throws IOException {
            raw.setSoLinger(true, 0);
            raw.close();
        }

        /** As a server does: with a close_notify, where there is TLS. */
        void close() throws IOException {
            if (isTls()) {
                // closing it would wait for the other side's, as it lies on a socket of its own
                top.shutdownOutput();
            }
            raw.close();
        }

        void halfClose() throws IOException {
            raw.shutdownOutput();
        }
    }
}
