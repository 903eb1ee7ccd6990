package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import io.github.camelbulksms.sandbox.Fault;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What spans and the logging context say of a run. */
class TracingTest {

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final SdkTracerProvider tracing = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(spans))
            .build();
    private final Map<String, String> logContext = new ConcurrentHashMap<>();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private BulkSmsSandbox sandbox;

    @BeforeEach
    void start() throws Exception {
        sandbox = BulkSmsSandbox.start();
        context.getRegistry().bind("tracer", Tracer.class, tracing.get("test"));
        context.getRegistry().bind("propagators", ContextPropagators.class, ContextPropagators.noop());
        new OpenTelemetryTracer().init(context);
        BulkSmsComponent component = context.getComponent("bulksms", BulkSmsComponent.class);
        component.getConfiguration().setBaseUrl(sandbox.baseUrl());
        component.getConfiguration().setCustomerId(sandbox.customerId());
        component.getConfiguration().setApiKey(sandbox.apiKey());
        component.getConfiguration().setTemplate("Hello");
        component.getConfiguration().setRateLimiter(() -> {
            logContext.putAll(MDC.getCopyOfContextMap());
            return Duration.ZERO;
        });
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:sale").to("bulksms:sale?run=monday&batchSize=2&concurrentRequests=1");
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        tracing.close();
        sandbox.close();
        MDC.clear();
    }

    @Test
    void aSpanSaysWhichRunWasSentWithWhichCountsAndHasAnEventForEachRequest() {
        send(phones(5) + "\nnobody");

        SpanData span = span();
        assertThat(tag(span, "campaign")).isEqualTo("sale");
        assertThat(tag(span, "run")).isEqualTo("monday");
        assertThat(tag(span, "read")).isEqualTo("6");
        assertThat(tag(span, "accepted")).isEqualTo("5");
        assertThat(tag(span, "invalid")).isEqualTo("1");
        assertThat(tag(span, "unknown")).isEqualTo("0");
        assertThat(tag(span, "requests")).isEqualTo("3");
        assertThat(requests(span)).containsExactly("accepted", "accepted", "accepted");
    }

    @Test
    void aRunThatFailsHasItsCountsTooAndAnErrorOnItsSpan() {
        sandbox.onRequest(2, Fault.DROP_AFTER_ACCEPTANCE);

        send(phones(4));

        SpanData span = span();
        assertThat(tag(span, "accepted")).isEqualTo("2");
        assertThat(tag(span, "unknown")).isEqualTo("2");
        assertThat(requests(span)).containsExactly("accepted", "unknown");
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }

    @Test
    void noSpanHasAPhoneNumberOrTheApiKey() {
        sandbox.onRequest(1, Fault.DROP_AFTER_ACCEPTANCE);

        send("+381601234567\n+381601234568\n38160-1234-569-7");

        assertThat(spans.getFinishedSpanItems().toString())
                .doesNotContain("60123456")
                .doesNotContain("601234569")
                .doesNotContain(sandbox.apiKey());
    }

    @Test
    void anotherStepOfTheSameRouteHasASpanOfItsOwn() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:two")
                        .setHeader("list", body())
                        .to("bulksms:first")
                        .setBody(header("list"))
                        .to("bulksms:second");
            }
        });

        context.createProducerTemplate().sendBody("direct:two", phones(1));

        assertThat(bulkSpans()).extracting(span -> tag(span, "campaign")).containsExactly("first", "second");
        assertThat(bulkSpans()).allSatisfy(span -> assertThat(requests(span)).containsExactly("accepted"));
    }

    @Test
    void theLoggingContextOfThreadsThatSendHasCampaignAndRunBesideWhatTheCallerHas() {
        MDC.put("order", "4711");

        send(phones(10));

        assertThat(logContext)
                .containsEntry("bulksms.campaign", "sale")
                .containsEntry("bulksms.run", "monday")
                .containsEntry("order", "4711");
    }

    @Test
    void theLoggingContextOfTheRouteIsItsOwnBehindTheStep() throws Exception {
        Map<String, String> behind = new ConcurrentHashMap<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:behind")
                        .to("bulksms:sale?batchSize=1")
                        .process(exchange -> behind.putAll(MDC.getCopyOfContextMap()));
            }
        });
        MDC.put("order", "4711");

        context.createProducerTemplate().sendBody("direct:behind", phones(3));

        assertThat(behind).containsEntry("order", "4711").doesNotContainKey("bulksms.run");
        assertThat(MDC.getCopyOfContextMap()).containsOnlyKeys("order");
    }

    private static String phones(int count) {
        return String.join("\n", CamelRig.phones(count));
    }

    private void send(String list) {
        context.createProducerTemplate()
                .request("direct:sale", exchange -> exchange.getIn().setBody(list));
    }

    private SpanData span() {
        assertThat(bulkSpans()).hasSize(1);
        return bulkSpans().get(0);
    }

    private List<SpanData> bulkSpans() {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> tag(span, "campaign") != null)
                .toList();
    }

    private static String tag(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.stringKey("camel.bulksms." + name));
    }

    private static List<String> requests(SpanData span) {
        return span.getEvents().stream()
                .filter(event -> event.getName().equals("request"))
                .map(TracingTest::outcome)
                .toList();
    }

    private static String outcome(EventData event) {
        return event.getAttributes().get(AttributeKey.stringKey("outcome"));
    }
}
