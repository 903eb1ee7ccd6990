package io.github.camelbulksms;

import io.github.camelbulksms.delivery.BulkSmsResult;
import io.github.camelbulksms.delivery.Delivery;
import io.github.camelbulksms.delivery.DeliverySettings;
import io.github.camelbulksms.provider.Sender;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** Binds, delivers, binds back. */
class BulkSmsProducer extends DefaultAsyncProducer {

    private final BulkSmsEndpoint endpoint;
    private final Sender sender;
    private final BulkSmsBinding binding;
    private final DeliverySettings settings;

    BulkSmsProducer(BulkSmsEndpoint endpoint, Sender sender) {
        super(endpoint);
        this.endpoint = endpoint;
        this.sender = sender;
        binding = endpoint.binding();
        settings = endpoint.getConfiguration().settings();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        CompletableFuture<BulkSmsResult> delivery;
        try {
            delivery = new Delivery(binding.toRequest(exchange), settings, sender, new ProgressLog())
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
