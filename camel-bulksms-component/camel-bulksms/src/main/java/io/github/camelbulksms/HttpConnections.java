package io.github.camelbulksms;

import io.github.camelbulksms.provider.ProviderClient;
import io.github.camelbulksms.provider.Transport;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.http.common.HttpMethods;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The component's own camel-http and its one pool of connections, whatever the number of endpoints. Forbids what would
 * send a POST twice below Camel: automatic retries and redirects.
 */
final class HttpConnections extends ServiceSupport {

    // a connection that idles this long may have been closed by the other side, and a POST on it be lost without a word
    private static final TimeValue CHECK_AFTER_IDLE = TimeValue.ofSeconds(1);
    private static final TimeValue LONGEST_LIFE = TimeValue.ofMinutes(1);

    private final CamelContext context;
    private final long connectTimeout;
    private final long responseTimeout;
    private final Map<String, CamelHttpTransport> transports = new ConcurrentHashMap<>();
    private HttpComponent http;

    HttpConnections(CamelContext context, long connectTimeout, long responseTimeout) {
        this.context = context;
        this.connectTimeout = connectTimeout;
        this.responseTimeout = responseTimeout;
    }

    Transport transportTo(String baseUrl) {
        return transports.computeIfAbsent(baseUrl, this::open);
    }

    @Override
    protected void doStart() {
        http = new HttpComponent();
        http.setCamelContext(context);
        http.setAutomaticRetriesDisabled(true);
        http.setRedirectHandlingDisabled(true);
        http.setCookieManagementDisabled(true);
        http.setAuthCachingDisabled(true);
        http.setSkipControlHeaders(true);
        http.setConnectionRequestTimeout(connectTimeout);
        http.setResponseTimeout(responseTimeout);
        http.setClientConnectionManager(pool());
        ServiceHelper.startService(http);
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopService(transports.values());
        transports.clear();
        ServiceHelper.stopService(http);
    }

    private PoolingHttpClientConnectionManager pool() {
        return PoolingHttpClientConnectionManagerBuilder.create()
                // requests in flight are bounded by concurrentRequests; a smaller pool would hold them up unseen
                .setMaxConnTotal(Integer.MAX_VALUE)
                .setMaxConnPerRoute(Integer.MAX_VALUE)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.ofMilliseconds(connectTimeout))
                        .setSocketTimeout(Timeout.ofMilliseconds(responseTimeout))
                        .setValidateAfterInactivity(CHECK_AFTER_IDLE)
                        .setTimeToLive(LONGEST_LIFE)
                        .build())
                .build();
    }

    private CamelHttpTransport open(String baseUrl) {
        try {
            String root = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
            HttpEndpoint endpoint = (HttpEndpoint) http.createEndpoint(root + ProviderClient.PATH);
            endpoint.setHttpMethod(HttpMethods.POST);
            endpoint.setThrowExceptionOnFailure(false);
            endpoint.setDisableStreamCache(true);
            CamelHttpTransport transport = new CamelHttpTransport(endpoint);
            ServiceHelper.startService(transport);
            return transport;
        } catch (Exception e) {
            throw new IllegalArgumentException("baseUrl '" + baseUrl + "' cannot be used: " + e.getMessage(), e);
        }
    }
}
