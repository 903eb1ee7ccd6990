package io.github.camelbulksms.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;

/**
 * Accepts every request after a while, in a process of its own, and looks at nothing but its length: what is measured is the
 * sender.
 */
public final class FastStub implements AutoCloseable {

    private static final byte[] REPLY = reply();
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] COMMA = "%2C".getBytes(StandardCharsets.US_ASCII);

    private static final LongAdder REQUESTS = new LongAdder();
    private static final LongAdder BYTES = new LongAdder();
    private static final LongAdder RECIPIENTS = new LongAdder();
    private static volatile boolean counting;

    private final Process process;
    private final BufferedReader answers;
    private final Writer orders;
    private final String baseUrl;

    private FastStub(Process process) throws IOException {
        this.process = process;
        answers = process.inputReader();
        orders = process.outputWriter();
        baseUrl = answers.readLine();
    }

    /**
     * What has come since the last look.
     *
     * @param bodyBytes of all requests
     * @param recipients of the requests since {@link #count()}
     */
    record Taken(long requests, long bodyBytes, long recipients) {}

    static FastStub start(long latencyMillis) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FastStub.class.getName(),
                        Long.toString(latencyMillis))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new FastStub(process);
    }

    String baseUrl() {
        return baseUrl;
    }

    /** From now until the next look it reads the bodies, to count recipients. That takes time: not while it matters. */
    void count() throws IOException {
        ask("count");
    }

    Taken taken() throws IOException {
        String[] numbers = ask("taken").split(" ");
        return new Taken(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
    }

    private String ask(String order) throws IOException {
        orders.write(order + "\n");
        orders.flush();
        return answers.readLine();
    }

    @Override
    public void close() {
        process.destroy();
    }

    /**
     * @param args the latency in milliseconds
     */
    public static void main(String[] args) throws IOException {
        long latency = Long.parseLong(args[0]);
        try (ServerSocket server = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress())) {
            System.out.println("http://127.0.0.1:" + server.getLocalPort());
            new Thread(FastStub::answer).start();
            while (true) {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> serve(socket, latency));
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    /** Tells what has come, as often as it is asked; ends with the process that asks. */
    private static void answer() {
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))
                .lines()
                .forEach(order -> {
                    counting = order.equals("count");
                    System.out.println(
                            REQUESTS.sumThenReset() + " " + BYTES.sumThenReset() + " " + RECIPIENTS.sumThenReset());
                });
        System.exit(0);
    }

    private static void serve(Socket socket, long latency) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
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
                long length = contentLength(buffer, end);
                long left = length - (filled - end);
                CommaCounter commas = counting ? new CommaCounter() : null;
                if (commas != null) {
                    commas.look(buffer, end, filled);
                }
                while (left > 0) {
                    int read = in.read(buffer, 0, buffer.length);
                    if (read < 0) {
                        return;
                    }
                    left -= read;
                    if (commas != null) {
                        commas.look(buffer, 0, read);
                    }
                }
                REQUESTS.increment();
                BYTES.add(length);
                if (commas != null) {
                    RECIPIENTS.add(commas.found + 1);
                }
                // a client that waits for its reply has sent nothing beyond its request
                filled = 0;
                if (latency > 0) {
                    Thread.sleep(latency);
                }
                out.write(REPLY);
            }
        } catch (IOException e) {
            // the client has gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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

    static String json() {
        return "{\"reference_id\":\"B562A981D0E0010488434B07861B1862\",\"sub_resource\":\"bulk_sms\",\"status\":"
                + "{\"code\":293,\"description\":\"Bulk request accepted\",\"updated_on\":\"2022-06-14T23:36:56.164428Z\"},"
                + "\"errors\":[]}";
    }

    private static byte[] reply() {
        String json = json();
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n"
                        + json)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
