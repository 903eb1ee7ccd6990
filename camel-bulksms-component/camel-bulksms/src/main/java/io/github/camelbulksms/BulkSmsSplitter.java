package io.github.camelbulksms;

import io.github.camelbulksms.internal.part.PartIterator;
import io.github.camelbulksms.internal.run.SendRequest;
import io.github.camelbulksms.model.BulkSmsPart;
import java.io.IOException;
import java.util.Iterator;
import org.apache.camel.Exchange;
import org.apache.camel.Handler;

/**
 * Cuts a message into {@link BulkSmsPart}s while it is read: {@code split().method("parts").streaming()}. Text, recipients, run
 * and options are understood as the endpoint would understand them, so the parts can be sent by any {@code bulksms:}
 * endpoint. With the component option {@code dataSource} each part is planned in the journal before it is handed out: a message
 * that is delivered again after a crash makes the same parts. Thread-safe once it is set up.
 */
public class BulkSmsSplitter {

    private String endpointUri;

    public BulkSmsSplitter() {}

    /**
     * @param endpointUri {@code bulksms:campaign?options}; only options that concern recipients and text matter here
     */
    public BulkSmsSplitter(String endpointUri) {
        this.endpointUri = endpointUri;
    }

    /**
     * The parts of a message, made as they are asked for; to be closed, which {@code split()} does.
     *
     * @throws IOException when the recipients cannot be read
     * @throws BulkSmsException when the journal does not allow it, as when another process makes parts of the run, or the list is
     *     refused
     */
    @Handler
    public Iterator<BulkSmsPart> split(Exchange exchange) throws IOException, BulkSmsException {
        if (endpointUri == null) {
            throw new IllegalArgumentException("endpointUri is not set: expected bulksms:campaign?options");
        }
        BulkSmsEndpoint endpoint = exchange.getContext().getEndpoint(endpointUri, BulkSmsEndpoint.class);
        CoreSettings settings = new CoreSettings(endpoint.getConfiguration());
        settings.validateContent();
        SendRequest request = endpoint.binding().toRequest(exchange);
        try {
            return new PartIterator(request, settings.run(), endpoint.journal());
        } catch (IOException e) {
            BulkSmsException failure = RunFailure.of(request.run(), e).orElse(null);
            if (failure == null) {
                throw e;
            }
            throw failure;
        }
    }

    public String getEndpointUri() {
        return endpointUri;
    }

    public void setEndpointUri(String endpointUri) {
        this.endpointUri = endpointUri;
    }
}
