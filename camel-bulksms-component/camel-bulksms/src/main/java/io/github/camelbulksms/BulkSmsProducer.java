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

/** Binds, delivers, binds back. */
class BulkSmsProducer extends DefaultAsyncProducer {

    private final BulkSmsEndpoint endpoint;
    private final BulkSmsBinding binding;
    private final RunSettings settings;
    private SendContext outlet;

    BulkSmsProducer(BulkSmsEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        binding = endpoint.binding();
        settings = endpoint.getConfiguration().settings();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        outlet = endpoint.outlet();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        CompletableFuture<BulkSmsResult> delivery;
        try {
            SendRequest request = binding.toRequest(exchange);
            if (RunName.isOfExchange(request.run().name(), exchange)) {
                endpoint.getComponent().forgetWhenDone(request.key(), exchange);
            }
            delivery = new RunExecution(request, settings, outlet, new RouteStop(exchange), new ProgressLog())
                    .start(endpoint.getComponent().threads());
        } catch (Exception e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        if (delivery.isDone()) {
            bind(delivery, exchange);
            callback.done(true);
            return true;
        }
        delivery.whenComplete((result, failure) -> {
            bind(delivery, exchange);
            callback.done(false);
        });
        return false;
    }

    private void bind(CompletableFuture<BulkSmsResult> delivery, Exchange exchange) {
        try {
            binding.toMessage(delivery.join(), exchange);
        } catch (RuntimeException e) {
            exchange.setException(e);
        }
    }
}
