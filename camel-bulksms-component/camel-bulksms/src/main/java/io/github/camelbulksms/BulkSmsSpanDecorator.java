package io.github.camelbulksms;

import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.run.Run;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.Outcome;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.decorators.AbstractSpanDecorator;

/**
 * What the span of a {@code bulksms:} step says: campaign, run, the counts, and an event for each request. No phone number is in it.
 * Camel's telemetry finds it where it is on the class path. Thread-safe.
 */
public class BulkSmsSpanDecorator extends AbstractSpanDecorator {

    @Override
    public String getComponent() {
        return "bulksms";
    }

    @Override
    public String getComponentClassName() {
        return BulkSmsComponent.class.getName();
    }

    @Override
    public void beforeTracingEvent(Span span, Exchange exchange, Endpoint endpoint) {
        super.beforeTracingEvent(span, exchange, endpoint);
        exchange.setProperty(SendObserver.PROPERTY, new SpanObserver(span));
    }

    @Override
    public void afterTracingEvent(Span span, Exchange exchange) {
        SendObserver.take(exchange);
        super.afterTracingEvent(span, exchange);
    }

    private record SpanObserver(Span span) implements SendObserver {

        private static final String PREFIX = "camel.bulksms.";

        @Override
        public void begins(Run run) {
            span.setTag(PREFIX + "campaign", run.campaign());
            span.setTag(PREFIX + "run", run.name());
        }

        @Override
        public void requestEnded(AttemptResult result, Duration latency) {
            span.log(Map.of(
                    "event",
                    "request",
                    "outcome",
                    label(result.outcome()),
                    "milliseconds",
                    Long.toString(latency.toMillis())));
        }

        @Override
        public void ended(BulkSmsResult result) {
            span.setTag(PREFIX + "read", Long.toString(result.read()));
            for (Outcome outcome : Outcome.values()) {
                span.setTag(
                        PREFIX + label(outcome), Long.toString(result.counts().of(outcome)));
            }
            span.setTag(PREFIX + "requests", Long.toString(result.requests()));
        }

        private static String label(Outcome outcome) {
            return outcome.name().toLowerCase(Locale.ROOT);
        }
    }
}
