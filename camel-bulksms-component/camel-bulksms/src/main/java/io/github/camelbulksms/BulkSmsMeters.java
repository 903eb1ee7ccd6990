package io.github.camelbulksms;

import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.run.SendMetrics;
import io.github.camelbulksms.model.Outcome;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.apache.camel.CamelContext;

/** The component's meters. Loaded only where Micrometer is. */
final class BulkSmsMeters implements MeterBinder {

    private final SendMetrics metrics;
    private final ReportCounts reports;
    private final Tags tags;

    private BulkSmsMeters(SendMetrics metrics, ReportCounts reports, Tags tags) {
        this.metrics = metrics;
        this.reports = reports;
        this.tags = tags;
    }

    /** Registers the meters in every registry that the context knows, once. */
    static void bind(CamelContext context, SendMetrics metrics, ReportCounts reports) {
        BulkSmsMeters meters = new BulkSmsMeters(metrics, reports, Tags.of("camelContext", context.getName()));
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
        for (Outcome outcome : Outcome.values()) {
            FunctionCounter.builder("camel.bulksms.recipients", metrics, all -> all.recipients(outcome))
                    .description("Recipients, by outcome")
                    .tags(tags.and("outcome", outcome.name().toLowerCase(Locale.ROOT)))
                    .register(registry);
        }
        gauge(registry, "camel.bulksms.requests.in.flight", "Requests on their way", SendMetrics::inFlight);
        gauge(
                registry,
                "camel.bulksms.requests.waiting",
                "Requests that wait for the rate limit of their account, or for a permit",
                SendMetrics::waiting);
        gauge(
                registry,
                "camel.bulksms.requests.backing.off",
                "Requests that were not accepted and wait for their next attempt",
                SendMetrics::backingOff);
        gauge(registry, "camel.bulksms.runs", "Runs that are being sent", now -> now.runs()
                .size());
        TimeGauge.builder("camel.bulksms.requests.oldest", metrics, TimeUnit.MILLISECONDS, now -> now.oldestRequest()
                        .toMillis())
                .description("Age of the oldest request in flight")
                .tags(tags)
                .register(registry);
        metrics.onRetry(label -> FunctionCounter.builder(
                        "camel.bulksms.retries", metrics, all -> all.retries().getOrDefault(label, 0L))
                .description("Requests that were not accepted and are sent again, by the provider's code")
                .tags(tags.and("code", label))
                .register(registry));
        reports.onNew(kind -> FunctionCounter.builder("camel.bulksms.reports", reports, all -> all.of(kind))
                .description("Delivery reports that were processed, by status")
                .tags(tags.and("status", kind.name().toLowerCase(Locale.ROOT)))
                .register(registry));
        metrics.addListener((attempt, recipients, latency) -> Timer.builder("camel.bulksms.requests")
                .description("Duration of requests, from the hand-over to the reply or its loss")
                .tags(tags.and("result", result(attempt)))
                .register(registry)
                .record(latency));
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<SendMetrics> value) {
        Gauge.builder(name, metrics, value).description(description).tags(tags).register(registry);
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
