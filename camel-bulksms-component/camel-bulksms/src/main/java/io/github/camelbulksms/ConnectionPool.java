package io.github.camelbulksms;

import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The connections. The client would close all of them for good when one request meets an Error, and after an OutOfMemoryError
 * nothing would be sent until a restart: only their owner can. Thread-safe.
 */
final class ConnectionPool extends PoolingHttpClientConnectionManager {

    private static final TimeValue LONGEST_LIFE = TimeValue.ofMinutes(1);

    /**
     * @param connectMillis how long to wait for a connection, and for each step of a TLS handshake
     * @param readMillis how long to wait for the next byte of a reply
     */
    ConnectionPool(TlsSocketStrategy tls, long connectMillis, long readMillis) {
        super(
                new DefaultHttpClientConnectionOperator(
                        proxy -> ChannelSocket.open(),
                        null,
                        null,
                        RegistryBuilder.<TlsSocketStrategy>create()
                                .register("https", tls)
                                .build()),
                PoolConcurrencyPolicy.STRICT,
                PoolReusePolicy.LIFO,
                LONGEST_LIFE,
                socket -> new ProviderConnection());
        // requests in flight are bounded by maxConcurrentRequests; a smaller pool would hold them up unseen
        setMaxTotal(Integer.MAX_VALUE);
        setDefaultMaxPerRoute(Integer.MAX_VALUE);
        setDefaultConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(connectMillis, TimeUnit.MILLISECONDS))
                .setSocketTimeout(Timeout.of(readMillis, TimeUnit.MILLISECONDS))
                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                .setTimeToLive(LONGEST_LIFE)
                .build());
    }

    @Override
    public void close() {
        // the owner closes
    }

    @Override
    public void close(CloseMode mode) {
        // likewise
    }

    void closeForGood() {
        super.close(CloseMode.IMMEDIATE);
    }
}
