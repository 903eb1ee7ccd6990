package io.github.camelbulksms;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Hands each request to its connection, however the client above is configured: lets one POST pass, notes that its bytes are about to
 * be written, and keeps a proxy's replies apart from the provider's. Thread-safe.
 */
final class SinglePostExecutor extends HttpRequestExecutor {

    private static final int MAX_TUNNEL_REQUESTS = 3;
    private static final int MAX_REFUSAL_BYTES = 8 * 1024;

    /** What the client would answer by asking again. */
    private static final Set<String> CHALLENGES = Set.of("WWW-Authenticate", "Proxy-Authenticate");

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            HttpResponseInformationCallback information,
            HttpContext context)
            throws IOException, HttpException {
        RequestProgress progress = RequestProgress.in(context);
        if (Method.CONNECT.isSame(request.getMethod())) {
            return openTunnel(request, connection, context, progress);
        }
        // also a new connection: what waits on it answers no request of ours
        if (isStale(connection)) {
            throw new IOException("the connection was closed, or something came on it before the request");
        }
        if (Thread.currentThread().isInterrupted()) {
            // a channel closes at its next use
            throw new InterruptedIOException("the thread was interrupted before the request");
        }
        progress.begin();
        ClassicHttpResponse reply = super.execute(request, connection, SinglePostExecutor::refuseUpgrade, context);
        CHALLENGES.forEach(reply::removeHeaders);
        return reply;
    }

    private static boolean isStale(HttpClientConnection connection) throws IOException {
        return connection instanceof ProviderConnection ours ? ours.isStaleForRequest() : connection.isStale();
    }

    private static void refuseUpgrade(HttpResponse interim, HttpConnection connection, HttpContext context)
            throws HttpException {
        if (interim.getCode() == HttpStatus.SC_SWITCHING_PROTOCOLS) {
            throw new ProtocolException("unrequested protocol switch (101) by the server");
        }
    }

    private ClassicHttpResponse openTunnel(
            ClassicHttpRequest request, HttpClientConnection connection, HttpContext context, RequestProgress progress)
            throws IOException, HttpException {
        ClassicHttpResponse reply = super.execute(request, connection, SinglePostExecutor::refuseUpgrade, context);
        int status = reply.getCode();
        if (status >= HttpStatus.SC_OK && status < HttpStatus.SC_REDIRECTION) {
            return reply;
        }
        boolean isChallenge = status == HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED;
        if (!isChallenge || progress.tunnelRequested() == MAX_TUNNEL_REQUESTS) {
            throw new IOException("the proxy refused the tunnel: HTTP " + status);
        }
        dropLargeBody(reply);
        return reply;
    }

    private static void dropLargeBody(ClassicHttpResponse reply) {
        HttpEntity body = reply.getEntity();
        if (body != null && (body.getContentLength() < 0 || body.getContentLength() > MAX_REFUSAL_BYTES)) {
            reply.setEntity(null);
            reply.setHeader("Connection", "close");
        }
    }
}
