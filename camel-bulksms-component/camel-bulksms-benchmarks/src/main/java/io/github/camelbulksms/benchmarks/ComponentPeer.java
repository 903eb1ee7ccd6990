package io.github.camelbulksms.benchmarks;

import io.github.camelbulksms.BulkSmsComponent;
import io.github.camelbulksms.BulkSmsConfiguration;
import io.github.camelbulksms.BulkSmsConstants;
import io.github.camelbulksms.model.BulkSmsResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** The component in a route, with the defaults of all that is not the account. */
final class ComponentPeer implements MeasuredPeer {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Account account;
    private final int inFlight;
    private final Consumer<BulkSmsConfiguration> more;
    private ProducerTemplate template;
    private Endpoint list;
    private long runs;

    /**
     * @param more sets what is not the default
     */
    ComponentPeer(Account account, int inFlight, Consumer<BulkSmsConfiguration> more) {
        this.account = account;
        this.inFlight = inFlight;
        this.more = more;
    }

    @Override
    public void start() throws Exception {
        BulkSmsConfiguration configuration =
                context.getComponent("bulksms", BulkSmsComponent.class).getConfiguration();
        configuration.setBaseUrl(account.baseUrl());
        configuration.setCustomerId(account.customerId());
        configuration.setApiKey(account.apiKey());
        configuration.setConcurrentRequests(inFlight);
        more.accept(configuration);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:list").to("bulksms:sale?template=RAW(" + TEXT + ")");
            }
        });
        context.start();
        template = context.createProducerTemplate();
        list = context.getEndpoint("direct:list");
    }

    @Override
    public long sendFile(Path file) throws Exception {
        // the file's name would make each round the same run, with no recipients left
        String run = "round-" + ++runs;
        return send(exchange -> {
            exchange.getIn().setBody(file.toFile());
            exchange.getIn().setHeader(BulkSmsConstants.RUN, run);
        });
    }

    @Override
    public long sendFew(String lines) throws Exception {
        return send(exchange -> exchange.getIn().setBody(lines));
    }

    private long send(Processor in) throws Exception {
        Exchange done = template.send(list, in);
        if (done.getException() != null) {
            throw done.getException();
        }
        BulkSmsResult result = done.getMessage().getBody(BulkSmsResult.class);
        if (result.accepted() != result.read()) {
            throw new IllegalStateException("not all recipients were sent to: " + result);
        }
        return result.requests();
    }

    @Override
    public void close() throws IOException {
        context.close();
    }
}
