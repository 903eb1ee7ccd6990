package io.github.camelbulksms.lists;

import io.github.camelbulksms.BulkSmsComponent;
import io.github.camelbulksms.BulkSmsConstants;
import io.github.camelbulksms.model.BulkSmsResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.FailedToCreateProducerException;
import org.apache.camel.Ordered;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.SynchronizationAdapter;

/** A CamelContext with the component as users have it; each list is a run of its own. */
final class ListRig implements AutoCloseable {

    private static final String REJECTS = "rejects";
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
        Processor fill = exchange -> {
            exchange.getIn().setBody(body);
            exchange.getIn().setHeader(BulkSmsConstants.RUN, "run-" + RUNS.incrementAndGet());
            exchange.getIn().getHeaders().putAll(headers);
            properties.forEach(exchange::setProperty);
            exchange.getExchangeExtension().addOnCompletion(new RejectsKept());
        };
        try {
            return template.request("bulksms:lists?template=x" + options, fill);
        } catch (ResolveEndpointFailedException | FailedToCreateProducerException e) {
            // an option was refused before any list came
            Exchange refused = new DefaultExchange(context);
            refused.setException(e);
            return refused;
        }
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
        byte[] rejects = done.getProperty(REJECTS, byte[].class);
        return rejects == null ? null : new ByteArrayInputStream(rejects);
    }

    /** Reads the rejects while the result can be read: it is closed when the exchange is done. */
    private static final class RejectsKept extends SynchronizationAdapter {

        @Override
        public int getOrder() {
            return Ordered.HIGHEST;
        }

        @Override
        public void onDone(Exchange done) {
            Object result = done.getProperty(BulkSmsConstants.RESULT_PROPERTY);
            if (result == null && done.getException() == null) {
                result = done.getMessage().getBody();
            }
            if (result instanceof BulkSmsResult sent) {
                try (InputStream lines = sent.invalidLines()) {
                    done.setProperty(REJECTS, lines.readAllBytes());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    @Override
    public void close() {
        context.stop();
    }
}
