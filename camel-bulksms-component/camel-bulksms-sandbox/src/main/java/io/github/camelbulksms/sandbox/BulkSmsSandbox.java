package io.github.camelbulksms.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
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

    private final BasicCredentials credentials;
    private final TruthLog truth;
    private final BulkEndpoint endpoint;
    private final HttpServer server;
    private final ExecutorService threads;

    private BulkSmsSandbox(Builder builder) throws IOException {
        credentials = new BasicCredentials(builder.customerId, builder.apiKey);
        truth = new TruthLog(builder.messagesKept);
        endpoint = new BulkEndpoint(credentials, builder.latency, truth);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), builder.port), 0);
        server.createContext(BulkEndpoint.PATH, endpoint);
        server.createContext(ControlEndpoint.PATH, new ControlEndpoint(endpoint, truth));
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
        return credentials.customerId();
    }

    public String apiKey() {
        return credentials.apiKey();
    }

    /** The messages accepted in truth, oldest first; past {@link Builder#messagesKept} the oldest are forgotten. */
    public List<AcceptedMessage> messages() {
        return truth.oldestFirst();
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
        endpoint.onRequest(number, fault);
    }

    /** Forgets messages, counts and the faults still asked for. */
    public void reset() {
        endpoint.reset();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** Settings of a sandbox before it starts. */
    public static final class Builder {

        private int port;
        private String customerId = "sandbox";
        private String apiKey = randomKey();
        private Duration latency = Duration.ZERO;
        private int messagesKept = 1_000_000;

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
