package io.github.camelbulksms;

import io.github.camelbulksms.internal.provider.Transport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Posts with the client that camel-http has configured. Camel's own producer would make an exchange of each request, and convert
 * its headers and body: half of what a small request costs.
 */
final class CamelHttpTransport extends ServiceSupport implements Transport {

    private final HttpEndpoint endpoint;
    private final URI uri;
    private final HttpHost host;
    private final Duration longestReply;
    private HttpClient client;

    /**
     * @param longestReply how long a reply may take from its first byte to its last
     */
    CamelHttpTransport(HttpEndpoint endpoint, Duration longestReply) {
        this.endpoint = endpoint;
        this.longestReply = longestReply;
        uri = endpoint.getHttpUri();
        host = HttpHost.create(uri);
    }

    @Override
    public Reply post(ByteBuffer form, Map<String, String> headers) throws IOException {
        HttpPost request = new HttpPost(uri);
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(form.array(), 0, form.limit(), null));
        try (ClassicHttpResponse reply = client.executeOpen(host, request, null)) {
            HttpEntity body = reply.getEntity();
            Header retryAfter = reply.getFirstHeader("Retry-After");
            return new Reply(
                    reply.getCode(),
                    new ReplyBody(longestReply).read(body == null ? null : body.getContent()),
                    retryAfter == null ? null : retryAfter.getValue());
        } catch (ConnectException
                | UnknownHostException
                | NoRouteToHostException
                | ConnectTimeoutException
                | ConnectionRequestTimeoutException
                | SSLHandshakeException
                | SSLPeerUnverifiedException e) {
            throw new NotSentException(e.toString(), e);
        }
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
