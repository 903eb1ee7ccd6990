package io.github.camelbulksms;

import io.github.camelbulksms.provider.Transport;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.service.ServiceHelper;

/** Sends SMS in bulk. Connections and threads belong to the component and serve all of its endpoints. */
@Component("bulksms")
public class BulkSmsComponent extends DefaultComponent {

    @Metadata(description = "The options that endpoints inherit.")
    private BulkSmsConfiguration configuration = new BulkSmsConfiguration();

    @Metadata(
            label = "advanced",
            defaultValue = "10000",
            javaType = "java.time.Duration",
            description = "How long to wait for a connection to the provider.")
    private long connectTimeout = 10_000;

    @Metadata(
            label = "advanced",
            defaultValue = "60000",
            javaType = "java.time.Duration",
            description = "How long to wait for the reply to a request. After it the outcome is unknown.")
    private long responseTimeout = 60_000;

    private HttpConnections connections;
    private ExecutorService threads;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        if (remaining.isBlank()) {
            throw new IllegalArgumentException("the campaign is missing: expected bulksms:campaign");
        }
        if (remaining.contains("${") || remaining.contains("$%7B")) {
            throw new IllegalArgumentException("the campaign '" + remaining
                    + "' holds an expression, and to does not evaluate it: expected toD, or the header "
                    + BulkSmsConstants.CAMPAIGN);
        }
        // Camel evaluates these in RAW, once and with no message at hand: ${body} in them is empty
        if (uri.contains("$simple{") || uri.contains("$simple%7B")) {
            throw new IllegalArgumentException(
                    "an option holds $simple{…}, which knows nothing of messages: set the header"
                            + " of the same name with a simple expression instead, for instance "
                            + BulkSmsConstants.TEMPLATE);
        }
        BulkSmsEndpoint endpoint = new BulkSmsEndpoint(uri, this, configuration.copy());
        endpoint.setCampaign(remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        connections = new HttpConnections(getCamelContext(), connectTimeout, responseTimeout);
        ServiceHelper.startService(connections);
        threads = getCamelContext().getExecutorServiceManager().newCachedThreadPool(this, "bulksms");
    }

    @Override
    protected void doStop() throws Exception {
        getCamelContext().getExecutorServiceManager().shutdownGraceful(threads);
        ServiceHelper.stopService(connections);
        super.doStop();
    }

    Transport transportTo(String baseUrl) {
        return connections.transportTo(baseUrl);
    }

    ExecutorService threads() {
        return threads;
    }

    public BulkSmsConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(BulkSmsConfiguration configuration) {
        this.configuration = configuration;
    }

    public long getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public long getResponseTimeout() {
        return responseTimeout;
    }

    public void setResponseTimeout(long responseTimeout) {
        this.responseTimeout = responseTimeout;
    }
}
