package io.github.camelbulksms.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** The provider: posts signed reports on {@value #CONNECTIONS} connections that are kept, one report at a time on each. */
final class ReportLoad implements AutoCloseable {

    static final int CONNECTIONS = 64;

    private static final byte[] OK = "HTTP/1.1 200 ".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_REPLY = 4096;

    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    private final List<Socket> sockets = new ArrayList<>();

    ReportLoad(int port) throws IOException {
        for (int i = 0; i < CONNECTIONS; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            sockets.add(socket);
        }
    }

    /** A request, whole, on one recipient's message that was delivered. */
    static byte[] request(SignatureCheck signature, String sessionId, String referenceId) {
        byte[] body = ("{\"status\":{\"updated_on\":\"2026-11-27T05:06:07.181346Z\",\"code\":200,"
                        + "\"description\":\"Delivered to handset\"},\"submit_timestamp\":\"2026-11-27T05:06:05.171346Z\","
                        + "\"errors\":[],\"sub_resource\":\"bulk_sms\",\"reference_id\":\"" + referenceId
                        + "\",\"session_id\":\"" + sessionId + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST /reports HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAuthorization: "
                        + signature.authorization(body) + "\r\nContent-Length: " + body.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head);
        request.writeBytes(body);
        return request.toByteArray();
    }

    /**
     * Posts all of the requests, and expects 200 for each.
     *
     * @param perSecond how many at most; infinite for as many as go
     * @return the milliseconds that each took from when it was due, in order
     */
    double[] post(List<byte[]> requests, double perSecond) throws Exception {
        double[] millis = new double[requests.size()];
        long start = System.nanoTime();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            int first = i;
            Socket socket = sockets.get(i);
            all.add(threads.submit(() -> {
                byte[] reply = new byte[LONGEST_REPLY];
                for (int request = first; request < requests.size(); request += CONNECTIONS) {
                    long due = Double.isInfinite(perSecond)
                            ? System.nanoTime()
                            : start + (long) (1e9 * request / perSecond);
                    for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                        LockSupport.parkNanos(wait);
                    }
                    post(socket, requests.get(request), reply);
                    millis[request] = (System.nanoTime() - due) / 1e6;
                }
                return null;
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
        Arrays.sort(millis);
        return millis;
    }

    private static void post(Socket socket, byte[] request, byte[] reply) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(request);
        InputStream in = socket.getInputStream();
        int filled = 0;
        // the replies have no body
        while (filled < 4 || !endsHead(reply, filled)) {
            int read = in.read(reply, filled, reply.length - filled);
            if (read < 0) {
                throw new EOFException("the receiver closed the connection");
            }
            filled += read;
        }
        if (!Arrays.equals(reply, 0, OK.length, OK, 0, OK.length)) {
            throw new IOException("a report was not taken: " + new String(reply, 0, filled, StandardCharsets.US_ASCII));
        }
    }

    private static boolean endsHead(byte[] reply, int filled) {
        return reply[filled - 1] == '\n' && reply[filled - 2] == '\r' && reply[filled - 3] == '\n';
    }

    @Override
    public void close() throws IOException {
        threads.shutdown();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
