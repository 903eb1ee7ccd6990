package io.github.camelbulksms;

import io.github.camelbulksms.internal.run.RunExecution;
import io.github.camelbulksms.internal.run.RunSettings;
import io.github.camelbulksms.internal.run.SendContext;
import io.github.camelbulksms.internal.run.SendRequest;
import io.github.camelbulksms.model.BulkSmsResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
            bind(run, request, exchange, observer);
            callback.done(true);
            return true;
        }
        run.whenComplete((result, failure) -> {
            bind(run, request, exchange, observer);
            logs.asCaller(() -> callback.done(false));
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

    private void bind(
            CompletableFuture<BulkSmsResult> run, SendRequest request, Exchange exchange, SendObserver observer) {
        try {
            BulkSmsResult result = run.join();
            // before all who hear of it, and may throw
            binding.fromResult(result, exchange);
            observer.ended(result);
            endpoint.getComponent().ended(endpoint.getConfiguration().getCustomerId(), result);
        } catch (CompletionException e) {
            binding.fail(request.run(), e.getCause(), exchange);
        } catch (Throwable e) {
            exchange.setException(e);
        }
        if (exchange.getException() != null) {
            giveTicket(exchange);
        }
    }

    /** Helps a later delivery of a message that has failed: whatever is thrown here, its exchange ends. */
    private static void giveTicket(Exchange exchange) {
        try {
            Provenance.giveTicket(exchange);
        } catch (Throwable e) {
            exchange.getException().addSuppressed(e);
        }
    }
}
