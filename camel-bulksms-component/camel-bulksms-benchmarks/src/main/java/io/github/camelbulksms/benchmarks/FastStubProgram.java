package io.github.camelbulksms.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ServerSocketFactory;

/** The server of {@link FastStub}: a thread for each connection. Tells on a line what has come, as often as it is asked. */
final class FastStubProgram {

    static final String COUNT = "count";
    static final String JSON =
            "{\"reference_id\":\"B562A981D0E001040000000000000000\",\"sub_resource\":\"bulk_sms\",\"status\":"
                    + "{\"code\":293,\"description\":\"Bulk request accepted\",\"updated_on\":\"2022-06-14T23:36:56.164428Z\"},"
                    + "\"errors\":[]}";

    private static final byte[] REPLY = ascii("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + JSON.length() + "\r\n\r\n" + JSON);
    private static final byte[] HEX = ascii("0123456789ABCDEF");
    private static final int END_OF_REFERENCE_ID = REPLY.length - JSON.length() + JSON.indexOf("\",\"sub_resource");
    private static final byte[] LENGTH = ascii("content-length:");
    private static final byte[] COMMA = ascii("%2C");

    private final AtomicLong replies = new AtomicLong();
    private final LongAdder requests = new LongAdder();
    private final LongAdder bodyBytes = new LongAdder();
    private final LongAdder recipients = new LongAdder();
    private final long latencyMillis;
    /** Null for plain HTTP. */
    private final StubCertificate certificate;

    private volatile boolean counting;

    private FastStubProgram(long latencyMillis, StubCertificate certificate) {
        this.latencyMillis = latencyMillis;
        this.certificate = certificate;
    }

    /**
     * @param args the latency in milliseconds, and for TLS the file of the {@link StubCertificate}
     */
    public static void main(String[] args) throws IOException, GeneralSecurityException {
        StubCertificate certificate = args.length == 1 ? null : new StubCertificate(Path.of(args[1]));
        new FastStubProgram(Long.parseLong(args[0]), certificate).run();
    }

    private void run() throws IOException, GeneralSecurityException {
        ServerSocketFactory sockets = certificate == null
                ? ServerSocketFactory.getDefault()
                : certificate.context().getServerSocketFactory();
        try (ServerSocket server = sockets.createServerSocket(0, 1000, InetAddress.getLoopbackAddress())) {
            System.out.println((certificate == null ? "http" : "https") + "://127.0.0.1:" + server.getLocalPort());
            new Thread(this::answer).start();
            while (true) {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> serve(socket));
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private void answer() {
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))
                .lines()
                .forEach(order -> {
                    counting = order.equals(COUNT);
                    System.out.println(
                            requests.sumThenReset() + " " + bodyBytes.sumThenReset() + " " + recipients.sumThenReset());
                });
        // the benchmark that gave the orders has ended
        System.exit(0);
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            byte[] reply = REPLY.clone();
            byte[] buffer = new byte[1 << 16];
            int filled = 0;
            while (true) {
                int end = endOfHead(buffer, filled);
                while (end < 0) {
                    int read = in.read(buffer, filled, buffer.length - filled);
                    if (read < 0) {
                        return;
                    }
                    filled += read;
                    end = endOfHead(buffer, filled);
                }
                take(contentLength(buffer, end), buffer, end, filled, in);
                // a client that waits for its reply has sent nothing beyond its request
                filled = 0;
                if (latencyMillis > 0) {
                    Thread.sleep(latencyMillis);
                }
                giveReferenceId(reply);
                out.write(reply);
            }
        } catch (IOException e) {
            // the client has gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each request has its own. */
    private void giveReferenceId(byte[] reply) {
        long left = replies.incrementAndGet();
        for (int i = END_OF_REFERENCE_ID - 1; left > 0; i--) {
            reply[i] = HEX[(int) (left & 0xF)];
            left >>>= 4;
        }
    }

    private void take(long length, byte[] buffer, int from, int filled, InputStream in) throws IOException {
        CommaCounter commas = new CommaCounter();
        boolean counted = counting;
        int start = from;
        int end = filled;
        long left = length;
        while (true) {
            if (counted) {
                commas.look(buffer, start, end);
            }
            left -= end - start;
            if (left <= 0) {
                break;
            }
            start = 0;
            end = in.read(buffer, 0, buffer.length);
            if (end < 0) {
                throw new IOException("the client has gone within a request");
            }
        }
        requests.increment();
        bodyBytes.add(length);
        if (counted) {
            recipients.add(commas.found + 1);
        }
    }

    /** Finds what parts recipients in a form, wherever it is cut. */
    private static final class CommaCounter {

        private long found;
        private int matched;

        void look(byte[] bytes, int from, int to) {
            for (int i = from; i < to; i++) {
                matched = bytes[i] == COMMA[matched] ? matched + 1 : bytes[i] == COMMA[0] ? 1 : 0;
                if (matched == COMMA.length) {
                    found++;
                    matched = 0;
                }
            }
        }
    }

    private static int endOfHead(byte[] buffer, int filled) {
        for (int i = 3; i < filled; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n' && buffer[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    private static long contentLength(byte[] head, int end) throws IOException {
        for (int line = 0; line < end; line++) {
            if ((line == 0 || head[line - 1] == '\n') && startsWithLength(head, line, end)) {
                long length = 0;
                for (int i = line + LENGTH.length; head[i] != '\r'; i++) {
                    if (head[i] != ' ') {
                        length = 10 * length + head[i] - '0';
                    }
                }
                return length;
            }
        }
        throw new IOException("a request without Content-Length");
    }

    private static boolean startsWithLength(byte[] head, int line, int end) {
        for (int i = 0; i < LENGTH.length; i++) {
            if (line + i >= end || Character.toLowerCase(head[line + i]) != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
