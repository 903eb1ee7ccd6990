package io.github.camelbulksms;

import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.provider.ProviderApi;
import io.github.camelbulksms.internal.run.Run;
import io.github.camelbulksms.model.BulkSmsResult;
import java.time.Duration;
import org.apache.camel.Exchange;

/** Hears how one exchange is sent. A tracer leaves one with the exchange. Thread-safe; must not block. */
interface SendObserver {

    /** Exchange property, from the tracer to the producer. */
    String PROPERTY = "CamelBulkSmsSendObserver";

    SendObserver NONE = new SendObserver() {
        @Override
        public void begins(Run run) {}

        @Override
        public void requestEnded(AttemptResult result, Duration latency) {}

        @Override
        public void ended(BulkSmsResult result) {}
    };

    /** The observer of an exchange, which it then has no more: copies and later steps have their own. */
    static SendObserver take(Exchange exchange) {
        return exchange.removeProperty(PROPERTY) instanceof SendObserver observer ? observer : NONE;
    }

    void begins(Run run);

    /** Called by the thread that sent the request. */
    void requestEnded(AttemptResult result, Duration latency);

    /** Not called for a run that could not be opened. */
    void ended(BulkSmsResult result);

    /** The provider, heard. */
    default ProviderApi watch(ProviderApi provider) {
        if (this == NONE) {
            return provider;
        }
        return form -> {
            long start = System.nanoTime();
            AttemptResult result = provider.send(form);
            requestEnded(result, Duration.ofNanos(System.nanoTime() - start));
            return result;
        };
    }
}
