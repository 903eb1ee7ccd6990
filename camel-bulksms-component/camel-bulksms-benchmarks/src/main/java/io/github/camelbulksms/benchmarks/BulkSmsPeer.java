package io.github.camelbulksms.benchmarks;

import io.github.camelbulksms.BulkSmsComponent;
import io.github.camelbulksms.BulkSmsConstants;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.RecipientOutcome;
import io.github.camelbulksms.model.UnknownOutcome;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** The component; Camel redelivers a run that has not come to its end. */
final class BulkSmsPeer implements Peer {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;
    private final UnknownOutcome unknownOutcome;

    BulkSmsPeer(Account account, UnknownOutcome unknownOutcome) throws Exception {
        this.unknownOutcome = unknownOutcome;
        BulkSmsComponent component = context.getComponent("bulksms", BulkSmsComponent.class);
        component.getConfiguration().setBaseUrl(account.baseUrl());
        component.getConfiguration().setCustomerId(account.customerId());
        component.getConfiguration().setApiKey(account.apiKey());
        component.getConfiguration().setBatchSize(Faults.BATCH);
        component.getConfiguration().setConcurrentRequests(Faults.IN_FLIGHT);
        component.getConfiguration().setBackoffDelay(10);
        component.getConfiguration().setUnknownOutcome(unknownOutcome);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler()
                        .maximumRedeliveries(20)
                        .redeliveryDelay(10)
                        .logExhausted(false)
                        .logRetryAttempted(false));
                from("direct:list").to("bulksms:sale?template=Hello");
            }
        });
        context.start();
        template = context.createProducerTemplate();
    }

    @Override
    public String name() {
        return "bulksms:, unknownOutcome=" + unknownOutcome;
    }

    @Override
    public ReportedOutcome send(List<String> phoneNumbers) {
        ReportedOutcome reported = new ReportedOutcome();
        template.request("direct:list", exchange -> {
            exchange.getIn().setBody(phoneNumbers);
            exchange.getExchangeExtension().addOnCompletion(new org.apache.camel.support.SynchronizationAdapter() {
                @Override
                public int getOrder() {
                    // before the result is closed
                    return HIGHEST;
                }

                @Override
                public void onDone(org.apache.camel.Exchange done) {
                    BulkSmsResult result = done.getProperty(BulkSmsConstants.RESULT_PROPERTY, BulkSmsResult.class);
                    reported.failed(named(result, Outcome.UNSENT));
                    reported.failed(named(result, Outcome.REFUSED));
                    reported.unknown(named(result, Outcome.UNKNOWN));
                }
            });
        });
        return reported;
    }

    private static List<String> named(BulkSmsResult result, Outcome outcome) {
        try (Stream<RecipientOutcome> recipients = result.recipients(outcome)) {
            return recipients.map(one -> one.text().split(",")[0]).toList();
        }
    }

    @Override
    public void close() {
        context.stop();
    }
}
