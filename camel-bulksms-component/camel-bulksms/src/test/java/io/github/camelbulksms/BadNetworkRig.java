package io.github.camelbulksms;

import io.github.camelbulksms.model.BulkSmsResult;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/** A component that sends to a server which may do anything. */
final class BadNetworkRig implements AutoCloseable {

    static final String KEY = "c2VjcmV0IGtleSBvZiB0aGUgdGVzdHM=";

    final DefaultCamelContext context = new DefaultCamelContext();
    final BulkSmsComponent component;
    private final ProducerTemplate template;

    BadNetworkRig(String baseUrl, Consumer<BulkSmsComponent> more) {
        component = context.getComponent("bulksms", BulkSmsComponent.class);
        BulkSmsConfiguration configuration = component.getConfiguration();
        configuration.setBaseUrl(baseUrl);
        configuration.setCustomerId("0123456789ABCDEF");
        configuration.setApiKey(KEY);
        configuration.setBackoffDelay(1);
        configuration.setMaxBackoffDelay(5);
        configuration.setTemplate("Hello");
        component.setSslContextParameters(TestKeys.localhost().trust());
        component.setConnectTimeout(10_000);
        component.setResponseTimeout(10_000);
        more.accept(component);
        context.start();
        template = context.createProducerTemplate();
    }

    BadNetworkRig(String baseUrl) {
        this(baseUrl, component -> {});
    }

    static BadNetworkRig through(RawServer proxy, String baseUrl, Consumer<BulkSmsComponent> more) {
        return new BadNetworkRig(baseUrl, component -> {
            component.setProxyHost("localhost");
            component.setProxyPort(proxy.port());
            more.accept(component);
        });
    }

    BulkSmsResult send() {
        return send("bulksms:sale?maxAttempts=1", "381601234567");
    }

    BulkSmsResult send(String uri, Object body) {
        Exchange done = template.request(uri, exchange -> exchange.getIn().setBody(body));
        BulkSmsResult failed = done.getProperty(BulkSmsConstants.RESULT_PROPERTY, BulkSmsResult.class);
        if (failed == null && done.getException() != null) {
            throw new IllegalStateException(done.getException());
        }
        return failed == null ? done.getMessage().getBody(BulkSmsResult.class) : failed;
    }

    static Map<String, Long> outcome(BulkSmsResult result) {
        return Map.of("accepted", result.accepted(), "unsent", result.unsent(), "unknown", result.unknown());
    }

    static Map<String, Long> one(String outcome) {
        return Map.of(
                "accepted", outcome.equals("accepted") ? 1L : 0L,
                "unsent", outcome.equals("unsent") ? 1L : 0L,
                "unknown", outcome.equals("unknown") ? 1L : 0L);
    }

    @Override
    public void close() {
        context.stop();
    }
}
