package io.github.camelbulksms;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.camelbulksms.internal.journal.Journal;
import io.github.camelbulksms.internal.journal.jdbc.JdbcJournal;
import io.github.camelbulksms.internal.journal.jdbc.JdbcReportLog;
import io.github.camelbulksms.internal.journal.jdbc.JournalDatabase;
import io.github.camelbulksms.internal.journal.jdbc.TableNames;
import io.github.camelbulksms.internal.journal.jdbc.UnfitDatabaseException;
import io.github.camelbulksms.internal.journal.memory.MemoryJournal;
import io.github.camelbulksms.internal.provider.ProviderApi;
import io.github.camelbulksms.internal.provider.Transport;
import io.github.camelbulksms.internal.report.MemoryReportLog;
import io.github.camelbulksms.internal.report.ReportLog;
import io.github.camelbulksms.internal.run.RequestPermits;
import io.github.camelbulksms.internal.run.SendMetrics;
import io.github.camelbulksms.spi.RateLimiter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.camel.Endpoint;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.EndpointHelper;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends SMS in bulk. Connections and threads belong to the component and serve all of its endpoints. */
@Component("bulksms")
@ManagedResource(description = "Managed BulkSmsComponent")
public class BulkSmsComponent extends HealthCheckComponent implements SSLContextParametersAware {

    private static final Logger LOG = LoggerFactory.getLogger(BulkSmsComponent.class);
    private static final int REPORTS_REMEMBERED = 100_000;

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
                    "How long a run stays with a process that is not heard of any more, when there is a dataSource.")
    private long runLease = 15_000;

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

    private final ThreadLocal<Boolean> isUriNormalised = ThreadLocal.withInitial(() -> false);
    private final SendMetrics metrics = new SendMetrics();
    private final AccountHealth health = new AccountHealth(this);
    private final AccountRateLimits rateLimits = new AccountRateLimits();
    private final Provenance provenance = new Provenance();
    private Journal journal;
    private JournalDatabase database;
    private ScheduledExecutorService leases;
    private HttpConnections connections;
    private ExecutorService workers;
    private RequestPermits permits;

    /** Camel then gives the URI as it was typed, which alone tells a plus from a blank. */
    @Override
    public boolean useRawUri() {
        return !isUriNormalised.get();
    }

    @Override
    public Endpoint createEndpoint(String uri, Map<String, Object> properties) throws Exception {
        TypedUri.check(uri);
        isUriNormalised.set(true);
        try {
            return super.createEndpoint(EndpointHelper.normalizeEndpointUri(uri), properties);
        } finally {
            isUriNormalised.remove();
        }
    }

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
        ServiceHelper.startService(provenance);
        getCamelContext().getManagementStrategy().addEventNotifier(provenance);
        journal = dataSource == null ? memoryJournal() : jdbcJournal();
        connections = new HttpConnections(this);
        ServiceHelper.startService(connections);
        permits = new RequestPermits(maxConcurrentRequests);
        workers = workerPool == null ? newWorkers() : workerPool;
    }

    /** Threads without a queue: a task that finds none free is refused, and its caller does the work. */
    private ExecutorService newWorkers() {
        ThreadPoolProfile profile = new ThreadPoolProfile("bulksms");
        profile.setPoolSize(1);
        profile.setMaxPoolSize(maxConcurrentRequests);
        profile.setMaxQueueSize(0);
        profile.setKeepAliveTime(60L);
        profile.setTimeUnit(TimeUnit.SECONDS);
        profile.setAllowCoreThreadTimeOut(true);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return getCamelContext().getExecutorServiceManager().newThreadPool(this, "bulksms", profile);
    }

    /** The context's: it outlives the component, which a context that is stopped forgets. */
    private Journal memoryJournal() {
        ExtendedCamelContext context = getCamelContext().getCamelContextExtension();
        if (!context.isContextPluginInUse(MemoryJournal.class)) {
            context.addContextPlugin(MemoryJournal.class, new MemoryJournal(InstantSource.system()));
        }
        return context.getContextPlugin(MemoryJournal.class);
    }

    /**
     * The journal in the database, which is looked at first. One that does not answer now may be there when it is needed.
     *
     * @throws UnfitDatabaseException when the journal cannot be kept there
     */
    private Journal jdbcJournal() throws UnfitDatabaseException {
        try {
            database().check();
        } catch (UnfitDatabaseException e) {
            throw e;
        } catch (SQLException e) {
            LOG.warn("the journal's database does not answer, nothing is sent before it does: {}", e.getMessage());
        }
        leases = getCamelContext().getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "bulksms-lease");
        return new JdbcJournal(database(), Duration.ofMillis(runLease), leases);
    }

    /** Shared by all that ask it, so that it is looked at once. */
    private synchronized JournalDatabase database() {
        if (database == null) {
            database = new JournalDatabase(dataSource, TableNames.of(journalTables));
        }
        return database;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (seesMicrometer()) {
            BulkSmsMeters.bind(getCamelContext(), metrics);
        }
    }

    /** Asks the component's own class loader: in OSGi, and in containers, the application may see more. */
    private static boolean seesMicrometer() {
        try {
            Class.forName(
                    "io.micrometer.core.instrument.MeterRegistry", false, BulkSmsComponent.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Override
    protected void doStop() throws Exception {
        // a start that failed has made some of these only
        if (workers != null && workers != workerPool) {
            getCamelContext().getExecutorServiceManager().shutdownGraceful(workers);
        }
        ServiceHelper.stopService(connections);
        if (journal != null) {
            journal.close();
        }
        if (leases != null) {
            getCamelContext().getExecutorServiceManager().shutdown(leases);
        }
        getCamelContext().getManagementStrategy().removeEventNotifier(provenance);
        ServiceHelper.stopService(provenance);
        health.unregisterAll();
        super.doStop();
    }

    /** Refuses an unusable URL at once; stays good when the component is stopped and started. */
    Transport transportTo(String baseUrl) {
        connections.transportTo(baseUrl);
        return (form, headers) -> connections.transportTo(baseUrl).post(form, headers);
    }

    /** The sender of an account, watched for its health. */
    ProviderApi watched(String customerId, ProviderApi sender) {
        return health.watch(customerId, sender);
    }

    SendMetrics metrics() {
        return metrics;
    }

    @ManagedAttribute(description = "Recipients whose messages were accepted, since the component was made")
    public long getAccepted() {
        return metrics.accepted();
    }

    @ManagedAttribute(description = "Recipients whose messages may have been accepted, since the component was made")
    public long getUnknown() {
        return metrics.unknown();
    }

    @ManagedAttribute(description = "Requests that have ended, since the component was made")
    public long getRequests() {
        return metrics.requests();
    }

    @ManagedAttribute(description = "Requests on their way now")
    public int getRequestsInFlight() {
        return metrics.inFlight();
    }

    @ManagedAttribute(description = "Requests that wait for the rate limit of their account, or for others to end, now")
    public int getRequestsWaiting() {
        return metrics.waiting();
    }

    @ManagedAttribute(description = "Runs that are being sent now")
    public List<String> getRuns() {
        return metrics.runs().stream()
                .map(run -> run.key() + " since " + run.since() + ": " + run.counts())
                .sorted()
                .toList();
    }

    @ManagedOperation(description = "How a campaign stands by the journal's database, as JSON")
    public String campaignTotals(String campaign) throws SQLException, JsonProcessingException {
        return BulkSmsConverters.toJson(campaigns().totals(campaign));
    }

    /**
     * What the journal's database says of campaigns.
     *
     * @throws IllegalStateException without a {@code dataSource}
     */
    public Campaigns campaigns() {
        if (dataSource == null) {
            throw new IllegalStateException(
                    "the journal is in memory and knows no past campaigns: expected the component option dataSource");
        }
        return new Campaigns(database());
    }

    RateLimiter rateLimiter(BulkSmsConfiguration endpoint) {
        return endpoint.getRateLimiter() == null
                ? rateLimits.of(endpoint.getCustomerId(), endpoint.getRequestsPerSecond())
                : endpoint.getRateLimiter();
    }

    /** Where delivery reports are remembered: beside the batches, or in memory. */
    ReportLog reportLog() {
        return dataSource == null ? new MemoryReportLog(REPORTS_REMEMBERED) : new JdbcReportLog(database());
    }

    Journal journal() {
        return journal;
    }

    /** The TLS parameters in force, or null for those of the platform. */
    SSLContextParameters tls() {
        return sslContextParameters == null && useGlobalSslContextParameters
                ? retrieveGlobalSslContextParameters()
                : sslContextParameters;
    }

    ExecutorService workers() {
        return workers;
    }

    RequestPermits permits() {
        return permits;
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

    public DataSource getDataSource() {
        return dataSource;
    }

    public synchronized void setDataSource(DataSource dataSource) {
        this.dataSource = dataSource;
        database = null;
    }

    public String getJournalTables() {
        return journalTables;
    }

    public synchronized void setJournalTables(String journalTables) {
        this.journalTables = journalTables;
        database = null;
    }

    public long getRunLease() {
        return runLease;
    }

    public void setRunLease(long runLease) {
        this.runLease = runLease;
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
