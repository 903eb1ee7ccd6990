package io.github.camelbulksms;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.camelbulksms.internal.provider.ProviderApi;
import io.github.camelbulksms.internal.run.Run;
import io.github.camelbulksms.internal.run.SendMetrics;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.KeptReports;
import io.github.camelbulksms.spi.RateLimiter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.EndpointHelper;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.service.ServiceHelper;

/** Sends SMS in bulk. Connections and threads belong to the component and serve all of its endpoints. */
@Component("bulksms")
@ManagedResource(description = "Managed BulkSmsComponent")
public class BulkSmsComponent extends HealthCheckComponent implements SSLContextParametersAware {

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
            defaultValue = "status",
            description =
                    "What of a delivery report is kept in the journal, when there is a dataSource: IDs, status and times, or also the"
                            + " raw body.")
    private KeptReports keptReports = KeptReports.status;

    @Metadata(
            label = "advanced",
            autowired = false,
            description = "The clock by which quiet hours are judged. For tests.")
    private InstantSource clock = InstantSource.system();

    private final ThreadLocal<Boolean> isUriNormalised = ThreadLocal.withInitial(() -> false);
    private final SendMetrics metrics = new SendMetrics();
    private final ReportCounts reports = new ReportCounts();
    private final AccountHealth health = new AccountHealth(this);
    private final AccountRateLimits rateLimits = new AccountRateLimits();
    private final Provenance provenance = new Provenance();
    private final ApiKeyRefresh keyRefresh = new ApiKeyRefresh(this);
    private final JournalService journals = new JournalService(this);
    private final HttpConnections connections = new HttpConnections(this);
    private final SendingThreads threads = new SendingThreads(this);

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
        Run.checkCampaign(remaining);
        // Camel evaluates these in RAW, once and with no message at hand: ${body} in them is empty
        if (uri.contains("$simple{") || uri.contains("$simple%7B")) {
            throw new IllegalArgumentException(
                    "an option holds $simple{…}, which knows nothing of messages: set the header"
                            + " of the same name with a simple expression instead, for instance "
                            + BulkSmsConstants.TEMPLATE);
        }
        BulkSmsEndpoint endpoint = new BulkSmsEndpoint(HeldSecrets.hold(uri), this, configuration.copy(this::apiKey));
        endpoint.setCampaign(remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** The component's API key as it is now; a property placeholder is looked up each time. */
    private String apiKey() {
        String key = configuration.getApiKey();
        return key != null && key.contains("{{") ? getCamelContext().resolvePropertyPlaceholders(key) : key;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ServiceHelper.startService(provenance, keyRefresh, journals, connections, threads);
        getCamelContext().getManagementStrategy().addEventNotifier(provenance);
        getCamelContext().getManagementStrategy().addEventNotifier(keyRefresh);
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        // beans of Spring XML are given {{…}} as it stands
        configuration.resolveAccount(getCamelContext()::resolvePropertyPlaceholders);
        if (seesMicrometer()) {
            BulkSmsMeters.bind(getCamelContext(), metrics, reports);
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
        // connections first: what is in flight is given up, and the threads end
        ServiceHelper.stopService(connections, threads, journals);
        getCamelContext().getManagementStrategy().removeEventNotifier(provenance);
        getCamelContext().getManagementStrategy().removeEventNotifier(keyRefresh);
        ServiceHelper.stopService(provenance, keyRefresh);
        health.unregisterAll();
        super.doStop();
    }

    HttpConnections connections() {
        return connections;
    }

    /** The sender of an account, watched for its health. */
    ProviderApi watched(String customerId, ProviderApi sender) {
        return health.watch(customerId, sender);
    }

    /** Has the account's health know how a run ended. */
    void ended(String customerId, BulkSmsResult result) {
        health.ended(customerId, result);
    }

    ReportCounts reports() {
        return reports;
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

    @ManagedAttribute(description = "Requests in flight now")
    public int getRequestsInFlight() {
        return metrics.inFlight();
    }

    @ManagedAttribute(description = "Requests that wait for the rate limit of their account, or for a permit, now")
    public int getRequestsWaiting() {
        return metrics.waiting();
    }

    @ManagedAttribute(
            description = "Groups of recipients that a request was to be made for, since the component was made")
    public long getBatches() {
        return metrics.batches();
    }

    @ManagedAttribute(description = "Requests that were not accepted and wait for their next attempt, now")
    public int getRequestsBackingOff() {
        return metrics.backingOff();
    }

    @ManagedAttribute(description = "Age of the oldest request in flight, in milliseconds")
    public long getOldestRequestMillis() {
        return metrics.oldestRequest().toMillis();
    }

    @ManagedAttribute(description = "Runs in progress, then the last that ended, of all processes")
    public List<String> getRuns() throws SQLException {
        return campaigns().runs().stream().map(RunText::lines).toList();
    }

    @ManagedOperation(description = "Asks a run to stop before its next request, in whichever process it is sent")
    public void stopRun(String campaign, String run) throws SQLException {
        campaigns().stopRun(campaign, run);
    }

    @ManagedOperation(description = "Asks all runs of a campaign to stop, present and future ones")
    public void stopRuns(String campaign) throws SQLException {
        campaigns().stopRuns(campaign);
    }

    @ManagedOperation(description = "Lets a stopped run go on when its list is sent again")
    public void resumeRun(String campaign, String run) throws SQLException {
        campaigns().resumeRun(campaign, run);
    }

    @ManagedOperation(description = "Lets all stopped runs of a campaign go on when their lists are sent again")
    public void resumeRuns(String campaign) throws SQLException {
        campaigns().resumeRuns(campaign);
    }

    @ManagedOperation(description = "Takes a run from the process that has it; returns that process")
    public String freeRun(String campaign, String run) throws SQLException {
        return campaigns().freeRun(campaign, run).orElse("no process had it");
    }

    @ManagedOperation(description = "The unknown recipients of a run, as the CSV that settleRun takes")
    public String unknownOf(String campaign, String run) throws SQLException {
        return SettledLines.toLookUp(campaigns().unknown(campaign, run));
    }

    @ManagedOperation(
            description = "Records outcomes found out for unknown recipients: CSV with the columns phone and outcome")
    public int settleRun(String campaign, String run, String csv) throws SQLException, IOException {
        return campaigns().settle(campaign, run, new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
    }

    @ManagedOperation(description = "After a database was restored: holds all unfinished runs; returns how many")
    public int holdUnfinished() throws SQLException {
        return campaigns().holdUnfinished();
    }

    @ManagedOperation(description = "After a database was restored: holds a run, also one that it does not know")
    public void holdRun(String campaign, String run) throws SQLException {
        campaigns().holdRun(campaign, run);
    }

    @ManagedOperation(description = "Releases a held run, so that it sends to all recipients not known to be accepted")
    public boolean releaseRun(String campaign, String run) throws SQLException {
        return campaigns().releaseRun(campaign, run);
    }

    @ManagedOperation(description = "The totals of a campaign by the journal's database, as JSON")
    public String campaignTotals(String campaign) throws SQLException, JsonProcessingException {
        return BulkSmsConverters.toJson(campaigns().totals(campaign));
    }

    /** What the journal says of campaigns, and what operators do with them. */
    public Campaigns campaigns() {
        return journals.campaigns(metrics);
    }

    RateLimiter rateLimiter(BulkSmsConfiguration endpoint) {
        return endpoint.getRateLimiter() == null
                ? rateLimits.of(endpoint.getCustomerId(), endpoint.getRequestsPerSecond())
                : endpoint.getRateLimiter();
    }

    /** The TLS parameters in force, or null for those of the platform. */
    SSLContextParameters tls() {
        return sslContextParameters == null && useGlobalSslContextParameters
                ? retrieveGlobalSslContextParameters()
                : sslContextParameters;
    }

    JournalService journals() {
        return journals;
    }

    SendingThreads threads() {
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

    public DataSource getDataSource() {
        return dataSource;
    }

    public void setDataSource(DataSource dataSource) {
        this.dataSource = dataSource;
        journals.forgetDatabase();
    }

    public KeptReports getKeptReports() {
        return keptReports;
    }

    public void setKeptReports(KeptReports keptReports) {
        this.keptReports = keptReports;
    }

    public String getJournalTables() {
        return journalTables;
    }

    public void setJournalTables(String journalTables) {
        this.journalTables = journalTables;
        journals.forgetDatabase();
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
