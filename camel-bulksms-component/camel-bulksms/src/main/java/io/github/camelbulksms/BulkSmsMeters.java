package io.github.camelbulksms;

import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.run.SendMetrics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.Set;
import org.apache.camel.CamelContext;

/** The component's meters. Loaded only where Micrometer is. */
final class BulkSmsMeters implements MeterBinder {

    private final SendMetrics metrics;
    private final Tags tags;

    private BulkSmsMeters(SendMetrics metrics, Tags tags) {
        this.metrics = metrics;
        this.tags = tags;
    }

    /** Registers the meters in every registry that the context knows, once. */
    static void bind(CamelContext context, SendMetrics metrics) {
        BulkSmsMeters meters = new BulkSmsMeters(metrics, Tags.of("camelContext", context.getName()));
        Set<MeterRegistry> registries = context.getRegistry().findByType(MeterRegistry.class);
        registries.stream()
                .filter(registry -> !isPartOfAnother(registry, registries))
                .forEach(meters::bindTo);
    }

    /** What a composite registry records reaches its parts, where it would be counted twice. */
    private static boolean isPartOfAnother(MeterRegistry registry, Set<MeterRegistry> registries) {
        return registries.stream()
                .anyMatch(other -> other instanceof CompositeMeterRegistry composite
                        && composite.getRegistries().contains(registry));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("camel.bulksms.recipients", metrics, SendMetrics::accepted)
                .description("Recipients whose messages were accepted, or may have been")
                .tags(tags.and("outcome", "accepted"))
                .register(registry);
        FunctionCounter.builder("camel.bulksms.recipients", metrics, SendMetrics::unknown)
                .description("Recipients whose messages were accepted, or may have been")
                .tags(tags.and("outcome", "unknown"))
                .register(registry);
        Gauge.builder("camel.bulksms.requests.in.flight", metrics, SendMetrics::inFlight)
                .description("Requests on their way")
                .tags(tags)
                .register(registry);
        Gauge.builder("camel.bulksms.requests.waiting", metrics, SendMetrics::waiting)
                .description("Requests that wait for the rate limit of their account, or for others to end")
                .tags(tags)
                .register(registry);
        Gauge.builder("camel.bulksms.runs", metrics, now -> now.runs().size())
                .description("Runs that are being sent")
                .tags(tags)
                .register(registry);
        metrics.addListener((attempt, recipients, latency) -> Timer.builder("camel.bulksms.requests")
                .description("Requests, from when they were handed over to their reply, or to the loss of it")
                .tags(tags.and("result", result(attempt)))
                .register(registry)
                .record(latency));
    }

    private static String result(AttemptResult attempt) {
        return switch (attempt.outcome()) {
            case ACCEPTED -> "accepted";
            case REFUSED -> "refused";
            case UNKNOWN -> "unknown";
            case INVALID, DUPLICATE, SUPPRESSED, POSTPONED, UNSENT -> "not_accepted";
        };
    }
}
