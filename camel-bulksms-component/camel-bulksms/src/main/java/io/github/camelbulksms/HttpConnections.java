package io.github.camelbulksms;

import io.github.camelbulksms.internal.provider.BaseUrl;
import io.github.camelbulksms.internal.provider.ProviderClient;
import io.github.camelbulksms.internal.provider.Transport;
import io.github.camelbulksms.internal.provider.Transport.NotSentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The component's own camel-http and its one pool of connections, whatever the number of endpoints. Forbids what would
 * send a POST twice below Camel: automatic retries and redirects.
 */
final class HttpConnections extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(HttpConnections.class);
    private static final long CLOSE_BEFORE_MILLIS = 1_000;

    private final BulkSmsComponent settings;
    private final Map<BaseUrl, CamelHttpTransport> transports = new ConcurrentHashMap<>();
    /** Written last: who has read it sees pool, timer and deadlines. */
    private volatile HttpComponent http;

    private ConnectionPool pool;
    private final RequestsInFlight all = new RequestsInFlight(null);
    private ScheduledExecutorService timer;
    private RequestDeadlines deadlines;

    HttpConnections(BulkSmsComponent settings) {
        this.settings = settings;
    }

    /** Requests that are given up together, by their owner or when the component stops. */
    RequestsInFlight newRequests() {
        return new RequestsInFlight(all);
    }

    /**
     * Refuses an unusable URL at once; stays good when the component is stopped and started.
     *
     * @param owner of the requests
     */
    Transport transportTo(String baseUrl, RequestsInFlight owner) {
        BaseUrl url = BaseUrl.parse(baseUrl);
        warnIfReadableOnTheWay(url);
        return (form, headers) -> transport(url).post(form, headers, owner);
    }

    private CamelHttpTransport transport(BaseUrl url) throws NotSentException {
        try {
            return transports.computeIfAbsent(url, this::open);
        } catch (RuntimeException e) {
            throw new NotSentException("the connections cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    protected void doStart() throws Exception {
        checkTimes();
        all.open();
        timer = settings.getCamelContext()
                .getExecutorServiceManager()
                .newSingleThreadScheduledExecutor(this, "SmsRequestDeadline");
        deadlines = new RequestDeadlines(all, Duration.ofMillis(settings.getRequestTimeout()), timer);
        pool = new ConnectionPool(tls(), settings.getConnectTimeout(), settings.getResponseTimeout());
        HttpComponent http = new HttpComponent();
        http.setCamelContext(settings.getCamelContext());
        http.setAutomaticRetriesDisabled(true);
        http.setRedirectHandlingDisabled(true);
        http.setCookieManagementDisabled(true);
        http.setAuthCachingDisabled(true);
        http.setConnectionRequestTimeout(settings.getConnectTimeout());
        http.setResponseTimeout(settings.getResponseTimeout());
        http.setHttpClientConfigurer(this::configure);
        http.setClientConnectionManager(pool);
        ServiceHelper.startService(http);
        this.http = http;
    }

    /** Aborts the requests in flight: threads that wait for them return at once. */
    @Override
    protected void doStop() {
        all.close();
        HttpComponent last = http;
        http = null;
        ServiceHelper.stopService(transports.values());
        transports.clear();
        ServiceHelper.stopService(last);
        if (pool != null) {
            pool.closeForGood();
        }
        if (timer != null) {
            // a look that is due in a minute would keep its thread until then
            settings.getCamelContext().getExecutorServiceManager().shutdownNow(timer);
        }
    }

    private void checkTimes() {
        if (settings.getRequestTimeout() <= ChannelSocket.PEEK_MILLIS) {
            throw new IllegalArgumentException(
                    "requestTimeout is " + settings.getRequestTimeout() + " ms: expected 2 ms or more");
        }
        if (settings.getResponseTimeout() <= ChannelSocket.PEEK_MILLIS
                || settings.getResponseTimeout() > settings.getRequestTimeout()) {
            throw new IllegalArgumentException("responseTimeout is " + settings.getResponseTimeout()
                    + " ms: expected 2 ms or more, and not more than requestTimeout, which is "
                    + settings.getRequestTimeout() + " ms");
        }
    }

    /** The user's wishes first, and what must not be last. */
    private void configure(HttpClientBuilder builder) {
        if (settings.getProxyHost() != null) {
            useProxy(builder);
        }
        HttpClientConfigurer configurer = settings.getHttpClientConfigurer();
        if (configurer != null) {
            configurer.configureHttpClient(builder);
        }
        builder.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .setRequestExecutor(new SinglePostExecutor())
                .setConnectionManager(pool)
                .setKeepAliveStrategy(HttpConnections::keepAlive);
    }

    /** A little less than the server says, so that this side closes the connection first; at least 1 ms, as to the pool 0 means for ever. */
    private static TimeValue keepAlive(HttpResponse reply, HttpContext context) {
        TimeValue said = DefaultConnectionKeepAliveStrategy.INSTANCE.getKeepAliveDuration(reply, context);
        return TimeValue.ofMilliseconds(Math.max(1, said.toMilliseconds() - CLOSE_BEFORE_MILLIS));
    }

    private void useProxy(HttpClientBuilder builder) {
        HttpHost proxy = new HttpHost(settings.getProxyHost(), settings.getProxyPort());
        builder.setProxy(proxy);
        if (settings.getProxyAuthUsername() != null) {
            BasicCredentialsProvider credentials = new BasicCredentialsProvider();
            String password = settings.getProxyAuthPassword();
            credentials.setCredentials(
                    new AuthScope(proxy),
                    new UsernamePasswordCredentials(
                            settings.getProxyAuthUsername(), password == null ? new char[0] : password.toCharArray()));
            builder.setDefaultCredentialsProvider(credentials);
        }
    }

    private TlsSocketStrategy tls() throws GeneralSecurityException, IOException {
        SSLContextParameters parameters = settings.tls();
        return new DefaultClientTlsStrategy(
                parameters == null
                        ? SSLContexts.createSystemDefault()
                        : parameters.createSSLContext(settings.getCamelContext()),
                HostnameVerificationPolicy.BOTH,
                new HostNames());
    }

    /**
     * What a proxy wants that forwards requests instead of opening a tunnel, or null: given with the request, as no question of the
     * proxy is answered by sending it again.
     */
    private String forwardingProxyAuthorization(BaseUrl url) {
        if (url.isEncrypted() || settings.getProxyHost() == null || settings.getProxyAuthUsername() == null) {
            return null;
        }
        String password = settings.getProxyAuthPassword() == null ? "" : settings.getProxyAuthPassword();
        String pair = settings.getProxyAuthUsername() + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private CamelHttpTransport open(BaseUrl url) {
        HttpComponent started = http;
        if (started == null) {
            throw new IllegalStateException("the component is stopped");
        }
        try {
            HttpEndpoint endpoint = (HttpEndpoint)
                    started.createEndpoint(url.resolve(ProviderClient.PATH).toString());
            CamelHttpTransport transport =
                    new CamelHttpTransport(endpoint, url, forwardingProxyAuthorization(url), deadlines);
            ServiceHelper.startService(transport);
            return transport;
        } catch (Exception e) {
            throw new IllegalArgumentException("baseUrl '" + url + "' cannot be used: " + e.getMessage(), e);
        }
    }

    private static void warnIfReadableOnTheWay(BaseUrl url) {
        if (!url.isEncrypted() && !url.isThisMachine()) {
            LOG.warn(
                    "baseUrl {} is not encrypted: recipients, texts and, with authMethod=basic, the API key can be read"
                            + " on the way, expected https",
                    url);
        }
    }
}
