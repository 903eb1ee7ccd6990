package io.github.camelbulksms;

import io.github.camelbulksms.provider.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Map;
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

    /** The provider's replies have some hundred bytes. */
    private static final int MAX_REPLY_BYTES = 64 * 1024;

    private final HttpEndpoint endpoint;
    private Producer producer;

    CamelHttpTransport(HttpEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public Reply post(byte[] form, Map<String, String> headers) throws IOException {
        Exchange exchange = endpoint.createExchange();
        exchange.getIn().setBody(form);
        exchange.getIn().getHeaders().putAll(headers);
        try {
            producer.process(exchange);
        } catch (ConnectException
                | UnknownHostException
                | NoRouteToHostException
                | ConnectTimeoutException
                | ConnectionRequestTimeoutException e) {
            throw new NotSentException(e.getMessage(), e);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e.toString(), e);
        }
        Message reply = exchange.getMessage();
        return new Reply(reply.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class), read(reply.getBody()));
    }

    private static byte[] read(Object body) throws IOException {
        if (body == null) {
            return new byte[0];
        }
        try (InputStream in = (InputStream) body) {
            return in.readNBytes(MAX_REPLY_BYTES);
        }
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
