package io.github.camelbulksms;

import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.RecipientOutcome;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Ordered;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.SynchronizationAdapter;

/** A started CamelContext whose component sends to a sandbox. */
final class CamelRig implements AutoCloseable {

    final DefaultCamelContext context = new DefaultCamelContext();
    final BulkSmsComponent component;
    private final BulkSmsSandbox sandbox;
    private static final String NAMES = "named";

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
            exchange.getExchangeExtension().addOnCompletion(new NamesKept());
        });
    }

    /** The result of an exchange that has ended, well or not; null when no run was begun. */
    static BulkSmsResult result(Exchange done) {
        return done.getException() == null
                ? done.getMessage().getBody(BulkSmsResult.class)
                : done.getProperty(BulkSmsConstants.RESULT_PROPERTY, BulkSmsResult.class);
    }

    /** The recipients whom the result of an exchange named while it could. */
    static Stream<RecipientOutcome> named(Exchange done, Outcome outcome) {
        List<?> names = done.getProperty(NAMES, List.of(), List.class);
        return names.stream().map(RecipientOutcome.class::cast).filter(one -> one.outcome() == outcome);
    }

    /** Reads the names before the component closes the result. */
    private static final class NamesKept extends SynchronizationAdapter {

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
                done.setProperty(
                        NAMES,
                        Stream.of(Outcome.values()).flatMap(sent::recipients).toList());
            }
        }
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
