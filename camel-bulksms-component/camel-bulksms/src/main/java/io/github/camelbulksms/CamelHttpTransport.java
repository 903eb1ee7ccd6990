package io.github.camelbulksms;

import io.github.camelbulksms.provider.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Producer;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/** Posts through camel-http, each request in a fresh exchange, so that nothing of the user's message goes along. */
final class CamelHttpTransport extends ServiceSupport implements Transport {

    private final HttpEndpoint endpoint;
    private final Duration longestReply;
    private Producer producer;

    /**
     * @param longestReply how long a reply may take from its first byte to its last
     */
    CamelHttpTransport(HttpEndpoint endpoint, Duration longestReply) {
        this.endpoint = endpoint;
        this.longestReply = longestReply;
    }

    @Override
    public Reply post(byte[] form, Map<String, String> headers) throws IOException {
        Exchange exchange = endpoint.createExchange();
        exchange.getIn().setBody(form);
        exchange.getIn().getHeaders().putAll(headers);
        exchange.setProperty(Exchange.SKIP_GZIP_ENCODING, true);
        try {
            producer.process(exchange);
        } catch (ConnectException
                | UnknownHostException
                | NoRouteToHostException
                | ConnectTimeoutException
                | ConnectionRequestTimeoutException
                | SSLHandshakeException
                | SSLPeerUnverifiedException e) {
            throw new NotSentException(e.toString(), e);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e.toString(), e);
        }
        Message reply = exchange.getMessage();
        return new Reply(
                reply.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class),
                new ReplyBody(longestReply).read((InputStream) reply.getBody()),
                reply.getHeader("Retry-After", String.class));
    }

    @Override
    protected void doStart() throws Exception {
        producer = endpoint.createProducer();
        ServiceHelper.startService(endpoint, producer);
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopService(producer, endpoint);
    }
}
