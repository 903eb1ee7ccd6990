package io.github.camelbulksms.lists;

import io.github.camelbulksms.BulkSmsComponent;
import io.github.camelbulksms.BulkSmsConstants;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/** A CamelContext with the component as users have it; each list is a run of its own. */
final class ListRig implements AutoCloseable {

    private static final AtomicLong RUNS = new AtomicLong();

    final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;

    ListRig(String baseUrl, String customerId, String apiKey) {
        BulkSmsComponent component = context.getComponent("bulksms", BulkSmsComponent.class);
        component.getConfiguration().setBaseUrl(baseUrl);
        component.getConfiguration().setCustomerId(customerId);
        component.getConfiguration().setApiKey(apiKey);
        component.getConfiguration().setBackoffDelay(1);
        component.getConfiguration().setMaxBackoffDelay(5);
        context.start();
        template = context.createProducerTemplate();
    }

    /** Sends the text x to a list. Options begin with an ampersand, or there are none. */
    Exchange send(String options, Object body, Map<String, Object> headers, Map<String, Object> properties) {
        return template.request("bulksms:lists?template=x" + options, exchange -> {
            exchange.getIn().setBody(body);
            exchange.getIn().setHeader(BulkSmsConstants.RUN, "run-" + RUNS.incrementAndGet());
            exchange.getIn().getHeaders().putAll(headers);
            properties.forEach(exchange::setProperty);
        });
    }

    Exchange send(String options, Object body) {
        return send(options, body, Map.of(), Map.of());
    }

    /** Sends to any endpoint, with nothing but what is given. */
    Exchange sendTo(String uri, Object body, Map<String, Object> headers) {
        return template.request(uri, exchange -> {
            exchange.getIn().setBody(body);
            exchange.getIn().getHeaders().putAll(headers);
        });
    }

    /** What was rejected, as it can be fed in again; null when there is no result. */
    static InputStream rejects(Exchange done) {
        Object result = done.getProperty(BulkSmsConstants.RESULT_PROPERTY);
        if (result == null && done.getException() == null) {
            result = done.getMessage().getBody();
        }
        return result == null ? null : done.getContext().getTypeConverter().convertTo(InputStream.class, result);
    }

    @Override
    public void close() {
        context.stop();
    }
}
