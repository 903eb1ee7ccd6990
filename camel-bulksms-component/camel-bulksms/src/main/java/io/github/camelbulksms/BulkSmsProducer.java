package io.github.camelbulksms;

import io.github.camelbulksms.internal.run.RunExecution;
import io.github.camelbulksms.internal.run.RunSettings;
import io.github.camelbulksms.internal.run.SendContext;
import io.github.camelbulksms.internal.run.SendRequest;
import io.github.camelbulksms.model.BulkSmsResult;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** Binds, sends, binds back; calls the callback once, whatever is thrown. */
class BulkSmsProducer extends DefaultAsyncProducer {

    private final BulkSmsEndpoint endpoint;
    private final BulkSmsBinding binding;
    private final RunSettings settings;
    private volatile SendContext context;
    private volatile RequestsInFlight requests;

    BulkSmsProducer(BulkSmsEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        binding = endpoint.binding();
        settings = new CoreSettings(endpoint.getConfiguration()).run();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        requests = endpoint.getComponent().connections().newRequests();
        context = endpoint.sendContext(requests);
    }

    /** Camel stops a producer when the exchanges of its route have had the time that they are given. */
    @Override
    protected void doStop() throws Exception {
        if (requests != null) {
            requests.close();
        }
        super.doStop();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        SendObserver observer = SendObserver.take(exchange);
        RunLogContext logs;
        CompletableFuture<BulkSmsResult> run;
        SendRequest request;
        try {
            checkStarted();
            request = binding.toRequest(exchange);
            observer.begins(request.run());
            logs = RunLogContext.of(request.run());
            run = logs.inside(() -> start(exchange, request, observer, logs));
        } catch (Throwable e) {
            exchange.setException(e);
            giveTicket(exchange);
            callback.done(true);
            return true;
        }
        if (run.isDone()) {
            run.handle((result, failure) -> bind(result, failure, request, exchange, observer));
            callback.done(true);
            return true;
        }
        // no join, no whenComplete: what they wrap a failure in calls its toString, which may throw
        run.handle((result, failure) -> {
            Exchange bound = bind(result, failure, request, exchange, observer);
            logs.asCaller(() -> callback.done(false));
            return bound;
        });
        return false;
    }

    private CompletableFuture<BulkSmsResult> start(
            Exchange exchange, SendRequest request, SendObserver observer, RunLogContext logs) {
        SendContext observed = context.with(observer.watch(context.provider()));
        return new RunExecution(request, settings, observed, new RouteStop(exchange, this), new ProgressLog())
                .start(logs.around(endpoint.getComponent().threads().workers()));
    }

    private void checkStarted() {
        if (context == null) {
            throw new IllegalStateException(
                    endpoint + " is not started: the CamelContext is suspended, or not started yet;"
                            + " expected a started one, nothing was sent");
        }
    }

    /** Must not throw: the callback is called next. */
    private Exchange bind(
            BulkSmsResult result, Throwable failure, SendRequest request, Exchange exchange, SendObserver observer) {
        try {
            if (failure != null) {
                binding.fail(request.run(), failure, exchange);
            } else {
                // before listeners, which may throw
                binding.fromResult(result, exchange);
                observer.ended(result);
                endpoint.getComponent().ended(endpoint.getConfiguration().getCustomerId(), result);
            }
        } catch (Throwable e) {
            fail(exchange, e);
        }
        if (exchange.getException() != null) {
            giveTicket(exchange);
        }
        return exchange;
    }

    /** Lets a later delivery of a failed message continue its run. Must not throw: the exchange has to end. */
    private static void giveTicket(Exchange exchange) {
        try {
            Provenance.giveTicket(exchange);
        } catch (Throwable e) {
            fail(exchange, e);
        }
    }

    /** The first exception is reported; later ones are suppressed. */
    private static void fail(Exchange exchange, Throwable e) {
        Exception first = exchange.getException();
        if (first == null) {
            exchange.setException(e);
        } else if (first != e) {
            first.addSuppressed(e);
        }
    }
}
