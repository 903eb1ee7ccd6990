package io.github.camelbulksms;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.camelbulksms.internal.provider.ProviderApi;
import io.github.camelbulksms.internal.run.SendMetrics;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.spi.RateLimiter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.EndpointHelper;
import org.apache.camel.support.service.ServiceHelper;

/** Sends SMS in bulk. Connections and threads belong to the component and serve all of its endpoints. */
@Component("bulksms")
@ManagedResource(description = "Managed BulkSmsComponent")
public class BulkSmsComponent extends BulkSmsComponentOptions {

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
        TypedUri.checkCampaign(uri, remaining);
        BulkSmsEndpoint endpoint = new BulkSmsEndpoint(
                HeldSecrets.hold(uri), this, getConfiguration().copy(this::apiKey));
        endpoint.setCampaign(remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** The component's API key as it is now; a property placeholder is looked up each time. */
    private String apiKey() {
        String key = getConfiguration().getApiKey();
        return key != null && key.contains("{{") ? getCamelContext().resolvePropertyPlaceholders(key) : key;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ServiceHelper.startService(provenance, keyRefresh, journals, connections, threads);
        List.of(provenance, keyRefresh).forEach(getCamelContext().getManagementStrategy()::addEventNotifier);
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        // beans of Spring XML are given {{…}} as it stands
        getConfiguration().resolveAccount(getCamelContext()::resolvePropertyPlaceholders);
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
        List.of(provenance, keyRefresh).forEach(getCamelContext().getManagementStrategy()::removeEventNotifier);
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

    @ManagedAttribute(description = "Batches, each of one request and its retries, since the component was made")
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

    JournalService journals() {
        return journals;
    }

    SendingThreads threads() {
        return threads;
    }
}
