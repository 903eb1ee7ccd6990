package io.github.camelbulksms;

import io.github.camelbulksms.internal.provider.ProviderClient;
import io.github.camelbulksms.internal.provider.Transport;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The component's own camel-http and its one pool of connections, whatever the number of endpoints. Forbids what would
 * send a POST twice below Camel: automatic retries and redirects.
 */
final class HttpConnections extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(HttpConnections.class);

    // a connection that idles this long may have been closed by the other side, and a POST on it be lost without a word
    private static final TimeValue CHECK_AFTER_IDLE = TimeValue.ofSeconds(1);
    private static final TimeValue LONGEST_LIFE = TimeValue.ofMinutes(1);

    private final BulkSmsComponent settings;
    private final Map<String, CamelHttpTransport> transports = new ConcurrentHashMap<>();
    private HttpComponent http;

    HttpConnections(BulkSmsComponent settings) {
        this.settings = settings;
    }

    Transport transportTo(String baseUrl) {
        return transports.computeIfAbsent(baseUrl, this::open);
    }

    @Override
    protected void doStart() throws Exception {
        http = new HttpComponent();
        http.setCamelContext(settings.getCamelContext());
        http.setAutomaticRetriesDisabled(true);
        http.setRedirectHandlingDisabled(true);
        http.setCookieManagementDisabled(true);
        http.setAuthCachingDisabled(true);
        http.setConnectionRequestTimeout(settings.getConnectTimeout());
        http.setResponseTimeout(settings.getResponseTimeout());
        http.setHttpClientConfigurer(this::configure);
        http.setClientConnectionManager(pool());
        ServiceHelper.startService(http);
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopService(transports.values());
        transports.clear();
        ServiceHelper.stopService(http);
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
                .disableContentCompression();
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

    private PoolingHttpClientConnectionManager pool() throws GeneralSecurityException, IOException {
        PoolingHttpClientConnectionManagerBuilder pool = PoolingHttpClientConnectionManagerBuilder.create()
                // requests in flight are bounded by concurrentRequests; a smaller pool would hold them up unseen
                .setMaxConnTotal(Integer.MAX_VALUE)
                .setMaxConnPerRoute(Integer.MAX_VALUE)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.ofMilliseconds(settings.getConnectTimeout()))
                        .setSocketTimeout(Timeout.ofMilliseconds(settings.getResponseTimeout()))
                        .setValidateAfterInactivity(CHECK_AFTER_IDLE)
                        .setTimeToLive(LONGEST_LIFE)
                        .build());
        SSLContextParameters tls = settings.tls();
        if (tls != null) {
            pool.setTlsSocketStrategy(new DefaultClientTlsStrategy(
                    tls.createSSLContext(settings.getCamelContext()), HttpsSupport.getDefaultHostnameVerifier()));
        }
        return pool.build();
    }

    private CamelHttpTransport open(String baseUrl) {
        warnIfReadableOnTheWay(URI.create(baseUrl));
        try {
            String root = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
            HttpEndpoint endpoint = (HttpEndpoint) http.createEndpoint(root + ProviderClient.PATH);
            CamelHttpTransport transport =
                    new CamelHttpTransport(endpoint, Duration.ofMillis(settings.getResponseTimeout()));
            ServiceHelper.startService(transport);
            return transport;
        } catch (Exception e) {
            throw new IllegalArgumentException("baseUrl '" + baseUrl + "' cannot be used: " + e.getMessage(), e);
        }
    }

    private static void warnIfReadableOnTheWay(URI uri) {
        boolean loopback = uri.getHost().equals("localhost")
                || uri.getHost().startsWith("127.")
                || uri.getHost().equals("[::1]");
        if (uri.getScheme().equals("http") && !loopback) {
            LOG.warn(
                    "baseUrl {} is not encrypted: recipients, texts and, with authMethod=basic, the API key can be read"
                            + " on the way, expected https",
                    uri);
        }
    }
}
