package io.github.camelbulksms.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
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
        // JDK's server writes head and body of a reply apart: Nagle and delayed ACK would hold each back for 40 ms
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final Authentication account;
    private final TruthLog truth;
    private final Faults faults = new Faults();
    private final Reports reports;
    private final BulkEndpoint endpoint;
    private final HttpServer server;
    private final ExecutorService threads;

    private BulkSmsSandbox(Builder builder) throws IOException {
        account = new Authentication(builder.customerId, builder.apiKey, builder.clock);
        truth = new TruthLog(builder.messagesKept, builder.hardCap);
        reports = new Reports(builder.customerId, builder.apiKey, builder.reportSchedule, builder.clock);
        endpoint = new BulkEndpoint(
                account, new RateLimit(builder.requestsPerSecond), truth, faults, reports, builder.clock);
        endpoint.latency(builder.latency);
        endpoint.account(builder.account);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), builder.port), 0);
        server.createContext("/", endpoint);
        server.createContext(ControlEndpoint.PATH, new ControlEndpoint(this, truth, faults));
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "bulksms-sandbox");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.start();
    }

    /** Starts a sandbox on a free port, with the customer ID {@code sandbox} and an API key drawn at random. */
    public static BulkSmsSandbox start() {
        return builder().start();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** For instance {@code http://127.0.0.1:41234}, without a slash at the end. */
    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public String customerId() {
        return account.customerId();
    }

    public String apiKey() {
        return account.apiKey();
    }

    /** The messages accepted in truth, oldest first; past {@link Builder#messagesKept} the oldest are forgotten. */
    public List<AcceptedMessage> messages() {
        return truth.oldestFirst();
    }

    /** The delivery reports on what is accepted. */
    public Reports reports() {
        return reports;
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

    /** Asks for a fault of every request that holds this recipient, until {@link #clearFaults()}. */
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
        faults.withProbability(new Faults.Chance(fault, Lot.probability(probability), seed));
    }

    /** Forgets all faults asked for. */
    public void clearFaults() {
        faults.clear();
    }

    /** What the provider thinks of the account from now on. */
    public void account(AccountState state) {
        endpoint.account(state);
    }

    /** How long each request waits from now on before it is looked at. */
    public void latency(Duration latency) {
        endpoint.latency(latency);
    }

    /**
     * Forgets messages, counts, reports that wait, and the faults and statuses still asked for, and lets go of what stalls.
     */
    public void reset() {
        endpoint.reset();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        reports.close();
    }

    /** Settings of a sandbox before it starts. */
    public static final class Builder {

        private int port;
        private String customerId = "sandbox";
        private String apiKey = randomKey();
        private Duration latency = Duration.ZERO;
        private int messagesKept = 1_000_000;
        private AccountState account = AccountState.ACTIVE;
        private double requestsPerSecond = Double.POSITIVE_INFINITY;
        private long hardCap = Long.MAX_VALUE;
        private InstantSource clock = InstantSource.system();
        private ReportSchedule reportSchedule = ReportSchedule.PROVIDER;

        private Builder() {}

        /** The port to listen at; 0, the default, takes a free one. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        public Builder customerId(String customerId) {
            this.customerId = customerId;
            return this;
        }

        public Builder apiKey(String apiKey) {
            this.apiKey = apiKey;
            return this;
        }

        /** How long each request waits before it is looked at; zero by default. */
        public Builder latency(Duration latency) {
            this.latency = latency;
            return this;
        }

        /** How many messages the truth log holds; one million by default. */
        public Builder messagesKept(int messagesKept) {
            this.messagesKept = messagesKept;
            return this;
        }

        /** What the provider thinks of the account; active by default. */
        public Builder account(AccountState state) {
            this.account = state;
            return this;
        }

        /**
         * Requests accepted per second, with bursts of as many; those beyond are answered with -40007. No limit by default.
         *
         * @param requestsPerSecond more than 0
         */
        public Builder requestsPerSecond(double requestsPerSecond) {
            if (!(requestsPerSecond > 0)) {
                throw new IllegalArgumentException(
                        "requestsPerSecond is " + requestsPerSecond + ": expected more than 0");
            }
            this.requestsPerSecond = requestsPerSecond;
            return this;
        }

        /** Messages accepted in all; a request beyond is answered with -40008. No cap by default. */
        public Builder hardCap(long messages) {
            this.hardCap = messages;
            return this;
        }

        /** How often and when delivery reports are tried; as the provider does by default. */
        public Builder reportSchedule(ReportSchedule schedule) {
            this.reportSchedule = schedule;
            return this;
        }

        /** What time it is, for the age of signatures and the rate limit; the system's clock by default. */
        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        /**
         * Starts the sandbox.
         *
         * @throws UncheckedIOException when the port is taken
         */
        public BulkSmsSandbox start() {
            try {
                return new BulkSmsSandbox(this);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot listen at port " + port + ": " + e.getMessage(), e);
            }
        }

        private static String randomKey() {
            byte[] key = new byte[32];
            new SecureRandom().nextBytes(key);
            return Base64.getEncoder().encodeToString(key);
        }
    }
}
