package io.github.camelbulksms;

import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/** A started CamelContext whose component sends to a sandbox. */
final class CamelRig implements AutoCloseable {

    final DefaultCamelContext context = new DefaultCamelContext();
    final BulkSmsComponent component;
    private final BulkSmsSandbox sandbox;
    private final ProducerTemplate template;

    CamelRig(BulkSmsSandbox sandbox) {
        this(sandbox, 60_000);
    }

    CamelRig(BulkSmsSandbox sandbox, long responseTimeout) {
        this(sandbox, component -> component.setResponseTimeout(responseTimeout));
    }

    CamelRig(BulkSmsSandbox sandbox, Consumer<BulkSmsComponent> more) {
        this.sandbox = sandbox;
        component = context.getComponent("bulksms", BulkSmsComponent.class);
        configure(component);
        more.accept(component);
        context.start();
        template = context.createProducerTemplate();
    }

    /** Has a component send to the sandbox. */
    void configure(BulkSmsComponent component) {
        component.getConfiguration().setBaseUrl(sandbox.baseUrl());
        component.getConfiguration().setCustomerId(sandbox.customerId());
        component.getConfiguration().setApiKey(sandbox.apiKey());
        component.getConfiguration().setBackoffDelay(1);
        component.getConfiguration().setMaxBackoffDelay(5);
    }

    Exchange send(String uri, Object body) {
        return send(uri, body, Map.of());
    }

    Exchange send(String uri, Object body, Map<String, Object> headers) {
        return template.request(uri, exchange -> {
            exchange.getIn().setBody(body);
            exchange.getIn().getHeaders().putAll(headers);
        });
    }

    static List<String> phones(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "38160" + (1_000_000 + i))
                .toList();
    }

    @Override
    public void close() {
        context.stop();
    }
}
