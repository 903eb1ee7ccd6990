package io.github.camelbulksms;

import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.provider.BaseUrl;
import io.github.camelbulksms.internal.provider.ProviderClient;
import io.github.camelbulksms.internal.provider.Transport.NotSentException;
import io.github.camelbulksms.internal.provider.Transport.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Posts with the client that camel-http has configured. Camel's own producer would make an exchange of each request, and convert
 * its headers and body: half of what a small request costs. Thread-safe.
 */
final class CamelHttpTransport extends ServiceSupport {

    private final HttpEndpoint endpoint;
    private final URI uri;
    private final HttpHost host;
    private final String proxyAuthorization;
    private final RequestDeadlines deadlines;
    /** Written before any sender has the transport: within computeIfAbsent of {@link HttpConnections}. */
    private HttpClient client;

    /**
     * @param proxyAuthorization for a proxy that forwards requests, or null
     * @param deadlines of the requests
     */
    CamelHttpTransport(HttpEndpoint endpoint, BaseUrl baseUrl, String proxyAuthorization, RequestDeadlines deadlines) {
        this.endpoint = endpoint;
        uri = baseUrl.resolve(ProviderClient.PATH);
        this.proxyAuthorization = proxyAuthorization;
        this.deadlines = deadlines;
        host = HttpHost.create(baseUrl.uri());
    }

    /**
     * @param owner may abort the request
     * @throws NotSentException when no byte of the request was written
     * @throws IOException when some were, and there is no whole reply
     */
    Reply post(ByteBuffer form, Map<String, String> headers, RequestsInFlight owner) throws IOException {
        HttpPost request = new HttpPost(uri);
        headers.forEach(request::setHeader);
        if (proxyAuthorization != null) {
            request.setHeader("Proxy-Authorization", proxyAuthorization);
        }
        request.setEntity(new ByteArrayEntity(form.array(), 0, form.limit(), null));
        RequestProgress progress = new RequestProgress(request, deadlines.deadlineFromNow());
        try {
            owner.add(progress);
            deadlines.watch();
            return exchange(request, progress);
        } catch (IOException | RuntimeException e) {
            throw notSentOrUnknown(progress, e);
        } catch (Error e) {
            // the client does not close the connection after an Error
            request.cancel();
            if (progress.begun()) {
                throw e;
            }
            throw notSentOrUnknown(progress, e);
        } finally {
            owner.remove(progress);
        }
    }

    private Reply exchange(HttpPost request, RequestProgress progress) throws IOException {
        HttpClientContext context = HttpClientContext.create();
        progress.putInto(context);
        try (ClassicHttpResponse reply = client.executeOpen(host, request, context)) {
            if (!progress.begun()) {
                throw new IOException("the proxy answered for the provider: HTTP " + reply.getCode());
            }
            return new Reply(
                    reply.getCode(),
                    ReplyBody.read(reply.getEntity()),
                    value(reply, "Content-Type"),
                    value(reply, "Retry-After"));
        }
    }

    private static String value(ClassicHttpResponse reply, String name) {
        Header header = reply.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    /** What counts is how far the request had got, not what was thrown: a TLS alert looks the same at any moment. */
    private static IOException notSentOrUnknown(RequestProgress progress, Throwable e) {
        String reason = progress.givenUp() == null ? AttemptResult.describe(e) : progress.givenUp();
        return progress.begun() ? new IOException(reason, e) : new NotSentException(reason, e);
    }

    @Override
    protected void doStart() {
        ServiceHelper.startService(endpoint);
        client = endpoint.getHttpClient();
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopService(endpoint);
    }
}
