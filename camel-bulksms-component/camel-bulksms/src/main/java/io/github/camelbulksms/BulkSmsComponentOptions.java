package io.github.camelbulksms;

import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.jsse.SSLContextParameters;

/** The options of the component that are not its endpoints', and those options. */
abstract class BulkSmsComponentOptions extends HealthCheckComponent implements SSLContextParametersAware {

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
            description =
                    "How long to wait for the next byte of the reply to a request. After it the outcome is unknown. Not"
                            + " more than requestTimeout.")
    private long responseTimeout = 60_000;

    @Metadata(
            label = "advanced",
            defaultValue = "120000",
            javaType = "java.time.Duration",
            description =
                    "How long one request may take in all, from connecting to the last byte of its reply. After it"
                            + " nothing was sent if no byte was written, and else the outcome is unknown.")
    private long requestTimeout = 120_000;

    @Metadata(
            label = "security",
            description = "TLS: the certificates to trust and to show, protocols and cipher suites.")
    private SSLContextParameters sslContextParameters;

    @Metadata(
            label = "security",
            defaultValue = "false",
            description = "Whether the TLS parameters of the CamelContext are used when the component has none.")
    private boolean useGlobalSslContextParameters;

    @Metadata(label = "proxy", description = "The HTTP proxy to go through.")
    private String proxyHost;

    @Metadata(label = "proxy", defaultValue = "8080", description = "The proxy's port.")
    private int proxyPort = 8080;

    @Metadata(label = "proxy,security", description = "The user name at the proxy.")
    private String proxyAuthUsername;

    @Metadata(label = "proxy,security", secret = true, description = "The password at the proxy.")
    private String proxyAuthPassword;

    @Metadata(
            label = "advanced",
            description =
                    "Changes the HTTP client before it is made. Automatic retries, redirects and cookies stay off.")
    private HttpClientConfigurer httpClientConfigurer;

    @Metadata(
            label = "producer",
            autowired = false,
            description =
                    "The journal's database, H2, PostgreSQL or MariaDB: runs go on where they stopped also after a crash, and on"
                            + " another node. Without it the journal is in memory.")
    private DataSource dataSource;

    @Metadata(
            label = "advanced",
            defaultValue = "15000",
            javaType = "java.time.Duration",
            description =
                    "How long a run stays with a process that no longer renews its lease, when there is a dataSource.")
    private long runLease = 15_000;

    @Metadata(
            label = "advanced",
            javaType = "java.time.Duration",
            description =
                    "How long finished runs are kept in the journal, with their parts and reports, when there is a dataSource. Older"
                            + " ones are erased; their names stay, and are refused. Without it, or 0, all is kept.")
    private long retention;

    @Metadata(
            label = "producer",
            defaultValue = "64",
            description = "Requests in flight of all endpoints together, and threads that send them, 1 or more.")
    private int maxConcurrentRequests = 64;

    @Metadata(
            label = "advanced",
            description = "The threads that send. Without it the component has a pool of its own with at most"
                    + " maxConcurrentRequests threads. A pool that takes no more tasks makes callers send themselves.")
    private ExecutorService workerPool;

    @Metadata(
            label = "advanced",
            description =
                    "Where the tables of the journal are, as schema.prefix_ or prefix_, when there is a dataSource. Without"
                            + " it they are in the connection's own schema, with the prefix bulksms_.")
    private String journalTables;

    @Metadata(
            label = "consumer,advanced",
            description =
                    "Whether the journal keeps the raw bodies of delivery reports, too, when there is a dataSource: without it IDs,"
                            + " status and times alone.")
    private boolean keepRawReports;

    @Metadata(
            label = "advanced",
            autowired = false,
            description = "The clock by which quiet hours are judged. For tests.")
    private InstantSource clock = InstantSource.system();

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

    public long getRequestTimeout() {
        return requestTimeout;
    }

    public void setRequestTimeout(long requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public String getProxyHost() {
        return proxyHost;
    }

    public void setProxyHost(String proxyHost) {
        this.proxyHost = proxyHost;
    }

    public int getProxyPort() {
        return proxyPort;
    }

    public void setProxyPort(int proxyPort) {
        this.proxyPort = proxyPort;
    }

    public String getProxyAuthUsername() {
        return proxyAuthUsername;
    }

    public void setProxyAuthUsername(String proxyAuthUsername) {
        this.proxyAuthUsername = proxyAuthUsername;
    }

    public String getProxyAuthPassword() {
        return proxyAuthPassword;
    }

    public void setProxyAuthPassword(String proxyAuthPassword) {
        this.proxyAuthPassword = proxyAuthPassword;
    }

    public HttpClientConfigurer getHttpClientConfigurer() {
        return httpClientConfigurer;
    }

    public void setHttpClientConfigurer(HttpClientConfigurer httpClientConfigurer) {
        this.httpClientConfigurer = httpClientConfigurer;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }

    /** The TLS parameters in force, or null for those of the platform. */
    SSLContextParameters tls() {
        return sslContextParameters == null && useGlobalSslContextParameters
                ? retrieveGlobalSslContextParameters()
                : sslContextParameters;
    }

    public DataSource getDataSource() {
        return dataSource;
    }

    public void setDataSource(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public boolean isKeepRawReports() {
        return keepRawReports;
    }

    public void setKeepRawReports(boolean keepRawReports) {
        this.keepRawReports = keepRawReports;
    }

    public String getJournalTables() {
        return journalTables;
    }

    public void setJournalTables(String journalTables) {
        this.journalTables = journalTables;
    }

    public long getRetention() {
        return retention;
    }

    public void setRetention(long retention) {
        if (retention < 0) {
            throw new IllegalArgumentException(
                    "retention is " + retention + " ms: expected 0, which keeps all, or more");
        }
        this.retention = retention;
    }

    public long getRunLease() {
        return runLease;
    }

    public void setRunLease(long runLease) {
        this.runLease = runLease;
    }

    public InstantSource getClock() {
        return clock;
    }

    public void setClock(InstantSource clock) {
        this.clock = clock;
    }

    public int getMaxConcurrentRequests() {
        return maxConcurrentRequests;
    }

    public void setMaxConcurrentRequests(int maxConcurrentRequests) {
        this.maxConcurrentRequests = maxConcurrentRequests;
    }

    public ExecutorService getWorkerPool() {
        return workerPool;
    }

    public void setWorkerPool(ExecutorService workerPool) {
        this.workerPool = workerPool;
    }
}
