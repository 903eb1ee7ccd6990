package io.github.camelbulksms.benchmarks;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A hand-written route that posts to camel-http with its defaults; Camel redelivers what fails up to so many times. */
final class HttpRoutePeer implements Peer {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;
    private final int redeliveries;

    HttpRoutePeer(Account account, int redeliveries) throws Exception {
        this.redeliveries = redeliveries;
        String authorization = account.basicAuthorization();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler()
                        .maximumRedeliveries(redeliveries)
                        .redeliveryDelay(10)
                        .logExhausted(false)
                        .logRetryAttempted(false));
                from("direct:batch")
                        .setHeader("Authorization", constant(authorization))
                        .setHeader(Exchange.CONTENT_TYPE, constant("application/x-www-form-urlencoded"))
                        .setHeader(Exchange.HTTP_METHOD, constant("POST"))
                        .to(account.baseUrl() + "/v1/verify/bulk_sms")
                        .convertBodyTo(String.class);
            }
        });
        context.start();
        template = context.createProducerTemplate();
    }

    @Override
    public String name() {
        return redeliveries == 0 ? "camel-http route" : "camel-http route, " + redeliveries + " redeliveries";
    }

    @Override
    public ReportedOutcome send(List<String> phoneNumbers) throws Exception {
        ReportedOutcome reported = new ReportedOutcome();
        Batches.each(phoneNumbers, Faults.BATCH, Faults.IN_FLIGHT, batch -> {
            String form = "template=Hello&recipients=" + String.join("%2C", batch);
            Exchange done = template.request(
                    "direct:batch", exchange -> exchange.getIn().setBody(form));
            if (done.isFailed()) {
                reported.failed(batch);
            }
        });
        return reported;
    }

    @Override
    public void close() {
        context.stop();
    }
}
