package io.github.camelbulksms;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between the component and the sandbox, counts bytes and POSTs, and cuts connections at a byte. */
final class CuttingProxy implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final AtomicInteger posts = new AtomicInteger();
    private final AtomicLong requestBytes = new AtomicLong();
    private final AtomicLong replyBytes = new AtomicLong();
    private volatile Cut cut;

    /**
     * Where and how a connection is cut.
     *
     * @param request bytes of the request that arrive
     * @param reply bytes of the reply that come back
     * @param how whether the connection is closed in good order
     */
    record Cut(long request, long reply, How how) {

        static final Cut NOWHERE = new Cut(Long.MAX_VALUE, Long.MAX_VALUE, How.CLOSE);
    }

    enum How {
        CLOSE,
        RESET
    }

    CuttingProxy(int target) throws IOException {
        this.target = target;
        daemon(this::accept);
    }

    String baseUrl() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    void cut(Cut cut) {
        this.cut = cut;
        posts.set(0);
        requestBytes.set(0);
        replyBytes.set(0);
    }

    int posts() {
        return posts.get();
    }

    long requestBytes() {
        return requestBytes.get();
    }

    long replyBytes() {
        return replyBytes.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                client.setTcpNoDelay(true);
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                server.setTcpNoDelay(true);
                Cut here = cut;
                daemon(() -> pump(client, server, here.request, requestBytes, here, client, server));
                daemon(() -> pump(server, client, here.reply, replyBytes, here, client, server));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void pump(Socket from, Socket to, long limit, AtomicLong counter, Cut here, Socket client, Socket server) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[64 * 1024];
            long passed = 0;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (from == client) {
                    countPosts(buffer, count);
                }
                counter.addAndGet(count);
                int length = (int) Math.min(count, limit - passed);
                out.write(buffer, 0, length);
                out.flush();
                passed += length;
                if (length < count || passed == limit) {
                    break;
                }
            }
        } catch (IOException e) {
            // cut by the other direction
        } finally {
            close(client, here.how);
            close(server, here.how);
        }
    }

    private void countPosts(byte[] buffer, int count) {
        String text = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf("POST /"); at >= 0; at = text.indexOf("POST /", at + 1)) {
            posts.incrementAndGet();
        }
    }

    private static void close(Socket socket, How how) {
        try {
            if (how == How.RESET) {
                socket.setSoLinger(true, 0);
            }
            socket.close();
        } catch (IOException e) {
            // closed already
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
