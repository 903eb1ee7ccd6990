package io.github.camelbulksms;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;

/**
 * A connection that is checked before each request: one that the server has closed, or on which unrequested bytes wait, is stale.
 * Bounds what comes before a reply's body. Unlike the client's own it logs neither headers nor bytes, which hold the API key.
 * One thread uses it at a time; any may close it.
 */
final class ProviderConnection extends DefaultBHttpClientConnection implements ManagedHttpClientConnection {

    private static final Timeout PEEK = Timeout.ofMilliseconds(ChannelSocket.PEEK_MILLIS);
    private static final int MAX_INTERIM_REPLIES = 20;

    /** How long a server that closes without a word is given to do so after the first reply; it gets less after each further one. */
    private static final long PATIENCE_MILLIS = 10;

    private static final Http1Config LIMITS = Http1Config.custom()
            .setMaxLineLength(8 * 1024)
            .setMaxHeaderCount(100)
            .setMaxEmptyLineCount(10)
            .build();

    private volatile boolean closed;
    private volatile Timeout timeout;
    private boolean foundGood;
    private int requests;
    private int repliesToThis;
    private long lastReply;

    ProviderConnection() {
        // without a factory of its own the parser of replies would have no limits
        super(LIMITS, null, null, null, null, null, new DefaultHttpResponseParserFactory(LIMITS));
    }

    @Override
    public void bind(Socket socket) throws IOException {
        bind(new SocketHolder(socket));
    }

    @Override
    public void bind(SSLSocket tls, Socket socket) throws IOException {
        bind(new SocketHolder(tls, socket));
    }

    @Override
    protected void bind(SocketHolder socket) throws IOException {
        super.bind(socket);
        timeout = Timeout.ofMilliseconds(socket.getSocket().getSoTimeout());
        // a request that was given up meanwhile must not go on connecting
        if (closed) {
            super.close(CloseMode.IMMEDIATE);
            throw new InterruptedIOException("the connection was given up");
        }
    }

    @Override
    public Socket getSocket() {
        SocketHolder socket = getSocketHolder();
        return socket == null ? null : socket.getSocket();
    }

    /** Whether it is of no use for a request: at once, but after the first replies of a connection it waits a moment. */
    @Override
    public boolean isStale() {
        if (!isOpen()) {
            return true;
        }
        try {
            awaitInput(patience());
            return true;
        } catch (SocketTimeoutException e) {
            foundGood = true;
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** As {@link #isStale}, but looks only where the pool has not looked since the last request: at a new connection or tunnel. */
    boolean isStaleForRequest() {
        return !isOpen() || !foundGood && isStale();
    }

    private Timeout patience() {
        if (requests == 0) {
            return PEEK;
        }
        long idle = (System.nanoTime() - lastReply) / 1_000_000;
        return Timeout.ofMilliseconds(Math.max(ChannelSocket.PEEK_MILLIS, PATIENCE_MILLIS / requests - idle));
    }

    @Override
    public void sendRequestHeader(ClassicHttpRequest request) throws HttpException, IOException {
        requests++;
        foundGood = false;
        repliesToThis = 0;
        super.sendRequestHeader(request);
    }

    @Override
    public ClassicHttpResponse receiveResponseHeader() throws HttpException, IOException {
        if (++repliesToThis > MAX_INTERIM_REPLIES) {
            throw new ProtocolException("more than " + MAX_INTERIM_REPLIES + " interim replies");
        }
        ClassicHttpResponse reply = super.receiveResponseHeader();
        lastReply = System.nanoTime();
        return reply;
    }

    @Override
    public void setSocketTimeout(Timeout timeout) {
        super.setSocketTimeout(timeout);
        this.timeout = timeout;
    }

    @Override
    public void passivate() {
        super.setSocketTimeout(Timeout.ZERO_MILLISECONDS);
    }

    @Override
    public void activate() {
        super.setSocketTimeout(timeout);
    }

    @Override
    public void close() {
        close(CloseMode.GRACEFUL);
    }

    /** Never waits: TLS would first read what the other side still has to say, however long that takes. */
    @Override
    public void close(CloseMode mode) {
        closed = true;
        SocketHolder socket = getSocketHolder();
        if (socket != null && mode == CloseMode.GRACEFUL) {
            Closer.closeQuietly(socket.getBaseSocket());
        }
        super.close(CloseMode.IMMEDIATE);
    }
}
