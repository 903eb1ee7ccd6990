package io.github.camelbulksms.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The provider's bulk SMS endpoint on the loopback address of this machine. It keeps a log of what it accepted in truth,
 * which is what a test compares a sender's own account with. Thread-safe.
 *
 * <pre>{@code
 * try (BulkSmsSandbox sandbox = BulkSmsSandbox.start()) {
 *     // send to sandbox.baseUrl() as sandbox.customerId() with sandbox.apiKey()
 *     List<AcceptedMessage> truth = sandbox.messages();
 * }
 * }</pre>
 */
public final class BulkSmsSandbox implements AutoCloseable {

    static {
        ServerProperties.set();
    }

    /** As many as a kernel usually lets wait: a client whose connection is refused would call its request unsent. */
    private static final int BACKLOG = 4096;

    private final Authentication account;
    private final Conditions conditions;
    private final Store store;
    private final Faults faults;
    private final Reports reports;
    private final Replies replies;
    private final BulkEndpoint endpoint;
    private final HttpServer server;
    private final ExecutorService threads;
    private final String host;
    private final String token;

    BulkSmsSandbox(SandboxBuilder settings) throws IOException {
        InstantSource clock = settings.clock;
        account = new Authentication(settings.customerId, settings.apiKey, clock);
        conditions = new Conditions(settings.latency, settings.account, settings.requestsPerSecond);
        faults = new Faults(settings.magic ? new MagicNumbers() : null);
        TruthLog truth = new TruthLog(settings.messagesKept, settings.bytesKept, settings.hardCap, clock);
        store = new Store(truth, new RequestLog(settings.bytesKept / 2), new CampaignLog());
        ReportPlan plan = new ReportPlan(settings.magic);
        reports = new Reports(
                settings.customerId,
                settings.apiKey,
                plan,
                new ReportDelivery(settings.reportSchedule, truth, clock),
                truth);
        replies = new Replies(settings.customerId, settings.apiKey, plan, truth, clock);
        endpoint = new BulkEndpoint(account, conditions, store, faults, reports, clock);
        InetAddress address = InetAddress.getByName(settings.host);
        host = settings.urlHost();
        token = address.isLoopbackAddress() ? null : settings.token;
        server = HttpServer.create(new InetSocketAddress(address, settings.port), BACKLOG);
        Guard guard = new Guard(token, host);
        server.createContext("/", new PageEndpoint(guard, endpoint));
        server.createContext(ControlEndpoint.PATH, control(guard, plan));
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "bulksms-sandbox");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.start();
    }

    private ControlEndpoint control(Guard guard, ReportPlan plan) {
        return new ControlEndpoint(
                guard,
                new EventStream(new Snapshot(this, store, faults, conditions, replies)),
                this,
                new InboxCalls(store.truth(), reports, plan, replies),
                new RequestCalls(store.requests(), store.campaigns()),
                new FaultCalls(this, faults),
                new ReportCalls(reports, replies),
                new SettingsCalls(this, conditions));
    }

    /** Starts a sandbox on a free port, with the customer ID {@code sandbox} and an API key drawn at random. */
    public static BulkSmsSandbox start() {
        return builder().start();
    }

    public static SandboxBuilder builder() {
        return new SandboxBuilder();
    }

    /** For instance {@code http://127.0.0.1:41234}, without a slash at the end. */
    public String baseUrl() {
        return "http://" + host + ":" + server.getAddress().getPort();
    }

    /** What to open in a browser; where the sandbox listens beyond this machine, with the token that it asks for. */
    public String pageUrl() {
        return baseUrl() + (token == null ? "/" : "/?token=" + token);
    }

    public String customerId() {
        return account.customerId();
    }

    public String apiKey() {
        return account.apiKey();
    }

    /** The messages accepted in truth, oldest first; past {@link SandboxBuilder#messagesKept} the oldest are forgotten. */
    public List<AcceptedMessage> messages() {
        return store.truth().oldestFirst();
    }

    /** The delivery reports on what is accepted. */
    public Reports reports() {
        return reports;
    }

    /** What phones write back. */
    public Replies replies() {
        return replies;
    }

    public SandboxStats stats() {
        return endpoint.stats();
    }

    /**
     * Asks for a fault.
     *
     * @param number the request that suffers it: the first after the start or the last reset is 1
     */
    public void onRequest(long number, Fault fault) {
        faults.onRequest(number, fault);
    }

    /**
     * Asks for a fault of every request that holds this recipient, until {@link #clearFaults()}.
     *
     * @param phoneNumber digits with the country code, no {@code +}
     * @throws IllegalArgumentException when it is anything else
     */
    public void onRecipient(String phoneNumber, Fault fault) {
        faults.onRecipient(phoneNumber, fault);
    }

    /**
     * Asks for a fault by chance, until {@link #clearFaults()}.
     *
     * @param probability of each request, 0 to 1
     * @param seed makes the same requests suffer it each time, by their number
     */
    public void withProbability(Fault fault, double probability, long seed) {
        faults.withProbability(new Faults.Chance(fault, SeededRandom.probability(probability), seed));
    }

    /** Forgets all faults asked for. */
    public void clearFaults() {
        faults.clear();
    }

    /** What the provider thinks of the account from now on. */
    public void account(AccountState state) {
        conditions.account(state);
    }

    /** How long each request waits from now on before it is looked at. */
    public void latency(Duration latency) {
        conditions.latency(latency);
    }

    /** Requests accepted per second from now on; those beyond are answered with -40007. Infinite for no limit. */
    public void requestsPerSecond(double requestsPerSecond) {
        conditions.requestsPerSecond(requestsPerSecond);
    }

    /**
     * How many messages have reached a phone: those whose last status is 200. Without an address for reports they have it when
     * they are accepted, else when the report has been tried for the first time.
     */
    public long delivered() {
        return store.truth().tally().delivered();
    }

    /** How many messages did not reach a phone, as far as is known: their last status is a final one, not 200. */
    public long failed() {
        return store.truth().tally().failed();
    }

    /**
     * Forgets messages, counts, reports that wait, replies, and the faults and statuses still asked for, lets go of what
     * stalls, and is as slow, as limited and as disposed to the account as when it was made.
     */
    public void reset() {
        conditions.reset();
        clear();
    }

    /** Forgets what was sent, and keeps the conditions: slow stays slow between two tries. */
    void clear() {
        endpoint.reset();
        replies.clear();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        reports.close();
    }
}
