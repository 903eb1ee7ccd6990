package io.github.camelbulksms.benchmarks;

import static org.apache.camel.support.builder.ExpressionBuilder.constantExpression;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpMethods;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ProcessorDefinition;

/** The route that a good Camel developer writes: groups of a thousand lines, posted by as many threads as may be in flight. */
final class SplitRoutePeer implements MeasuredPeer {

    private static final String TEMPLATE = "&template=" + URLEncoder.encode(TEXT, StandardCharsets.UTF_8);

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final LongAdder accepted = new LongAdder();
    private final Account account;
    private final int inFlight;
    private final BiFunction<ProcessorDefinition<?>, String, ProcessorDefinition<?>> posting;
    private ProducerTemplate template;
    private Endpoint list;
    private Endpoint few;

    private SplitRoutePeer(
            Account account, int inFlight, BiFunction<ProcessorDefinition<?>, String, ProcessorDefinition<?>> posting) {
        this.account = account;
        this.inFlight = inFlight;
        this.posting = posting;
    }

    /** Posts as cheaply as camel-http can: the method is no text to be converted, the header no work for its client. */
    static MeasuredPeer tuned(Account account, int inFlight) {
        return new SplitRoutePeer(account, inFlight, (route, provider) -> route.setHeader(
                        Exchange.HTTP_METHOD, constantExpression(HttpMethods.POST))
                .setHeader("Authorization", constantExpression(account.basicAuthorization()))
                .to(provider));
    }

    /** Posts as the documentation of camel-http shows it. */
    static MeasuredPeer plain(Account account, int inFlight) {
        String user = "&authMethod=Basic&authenticationPreemptive=true&authUsername=" + account.customerId()
                + "&authPassword=RAW(" + account.apiKey() + ")";
        return new SplitRoutePeer(account, inFlight, (route, provider) -> route.setHeader(
                        Exchange.HTTP_METHOD, constantExpression("POST"))
                .to(provider + user));
    }

    @Override
    public void start() throws Exception {
        ExecutorService threads = context.getExecutorServiceManager().newFixedThreadPool(this, "split", inFlight);
        String provider = account.baseUrl() + PATH + "?disableStreamCache=true&connectionsPerRoute=" + inFlight;
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:list")
                        .split(body().tokenize("\n", BATCH, false))
                        .streaming()
                        .parallelProcessing()
                        .executorService(threads)
                        .stopOnException()
                        .to("direct:batch");

                ProcessorDefinition<?> batch = from("direct:batch")
                        .process(SplitRoutePeer::makeForm)
                        .setHeader(Exchange.CONTENT_TYPE, constant("application/x-www-form-urlencoded"));
                posting.apply(batch, provider).process(SplitRoutePeer.this::count);
            }
        });
        context.start();
        template = context.createProducerTemplate();
        list = context.getEndpoint("direct:list");
        few = context.getEndpoint("direct:batch");
    }

    private static void makeForm(Exchange exchange) {
        Message message = exchange.getMessage();
        String recipients = message.getBody(String.class).replace(',', ':').replace('\n', ',');
        message.setBody("recipients=" + URLEncoder.encode(recipients, StandardCharsets.UTF_8) + TEMPLATE);
    }

    private void count(Exchange exchange) {
        if (exchange.getMessage().getBody(String.class).contains("\"code\":293")) {
            accepted.increment();
        }
    }

    @Override
    public long sendFile(Path file) throws Exception {
        return send(list, file.toFile());
    }

    @Override
    public long sendFew(String lines) throws Exception {
        return send(few, lines);
    }

    private long send(Endpoint to, Object body) throws Exception {
        Exchange done = template.send(to, exchange -> exchange.getIn().setBody(body));
        if (done.getException() != null) {
            throw done.getException();
        }
        return accepted.sumThenReset();
    }

    @Override
    public void close() throws IOException {
        context.close();
    }
}
