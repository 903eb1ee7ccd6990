package io.github.camelbulksms.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;

/** Settings of a sandbox before it starts. Not thread-safe; it can start several sandboxes. */
public final class SandboxBuilder {

    private static final long LEAST_BYTES = 4L * 1024 * 1024;

    int port;
    String host = "127.0.0.1";
    String token = random().replaceAll("[+/=]", "");
    String customerId = "sandbox";
    String apiKey = random();
    Duration latency = Duration.ZERO;
    int messagesKept = 1_000_000;
    long bytesKept = Math.max(LEAST_BYTES, Runtime.getRuntime().maxMemory() / 4);
    AccountState account = AccountState.ACTIVE;
    double requestsPerSecond = Double.POSITIVE_INFINITY;
    long hardCap = Long.MAX_VALUE;
    boolean magic = true;
    InstantSource clock = InstantSource.system();
    ReportSchedule reportSchedule = ReportSchedule.PROVIDER;

    SandboxBuilder() {}

    /** The port to listen at; 0, the default, takes a free one. */
    public SandboxBuilder port(int port) {
        this.port = port;
        return this;
    }

    /**
     * The address to listen at; {@code 127.0.0.1} by default. Beyond the loopback addresses the page and its calls ask for a
     * token, see {@link BulkSmsSandbox#pageUrl}.
     */
    public SandboxBuilder host(String host) {
        this.host = host;
        return this;
    }

    /**
     * The token of a sandbox that listens beyond the loopback addresses; drawn at random by default.
     *
     * @param token at least 16 characters, letters, digits, {@code -} and {@code _}
     */
    public SandboxBuilder token(String token) {
        if (!token.matches("[A-Za-z0-9_-]{16,200}")) {
            throw new IllegalArgumentException("the token is unusable: expected 16 to 200 letters, digits, - and _");
        }
        this.token = token;
        return this;
    }

    public SandboxBuilder customerId(String customerId) {
        this.customerId = customerId;
        return this;
    }

    public SandboxBuilder apiKey(String apiKey) {
        this.apiKey = apiKey;
        return this;
    }

    /** How long each request waits before it is looked at; zero by default. */
    public SandboxBuilder latency(Duration latency) {
        this.latency = latency;
        return this;
    }

    /** How many messages the truth log holds at most; one million by default. */
    public SandboxBuilder messagesKept(int messagesKept) {
        this.messagesKept = messagesKept;
        return this;
    }

    /**
     * How much memory the truth log takes at most, roughly, the oldest messages being forgotten first; requests as they came
     * take half as much again. A quarter of the heap by default.
     *
     * @param bytes 4 MiB or more
     */
    public SandboxBuilder bytesKept(long bytes) {
        if (bytes < LEAST_BYTES) {
            throw new IllegalArgumentException("bytesKept is " + bytes + ": expected " + LEAST_BYTES + " or more");
        }
        this.bytesKept = bytes;
        return this;
    }

    /** What the provider thinks of the account; active by default. */
    public SandboxBuilder account(AccountState state) {
        this.account = state;
        return this;
    }

    /**
     * Requests accepted per second, with bursts of as many; those beyond are answered with -40007. No limit by default.
     *
     * @param requestsPerSecond more than 0
     */
    public SandboxBuilder requestsPerSecond(double requestsPerSecond) {
        if (!(requestsPerSecond > 0)) {
            throw new IllegalArgumentException("requestsPerSecond is " + requestsPerSecond + ": expected more than 0");
        }
        this.requestsPerSecond = requestsPerSecond;
        return this;
    }

    /** Messages accepted in all; a request beyond is answered with -40008. No cap by default. */
    public SandboxBuilder hardCap(long messages) {
        this.hardCap = messages;
        return this;
    }

    /** Treats magic numbers like all others: they do not choose what becomes of their messages. */
    public SandboxBuilder withoutMagicNumbers() {
        this.magic = false;
        return this;
    }

    /** How often and when delivery reports are tried; as the provider does by default. */
    public SandboxBuilder reportSchedule(ReportSchedule schedule) {
        this.reportSchedule = schedule;
        return this;
    }

    /** What time it is, for the age of signatures and the rate limit; the system's clock by default. */
    public SandboxBuilder clock(InstantSource clock) {
        this.clock = clock;
        return this;
    }

    /**
     * Starts the sandbox.
     *
     * @throws UncheckedIOException when the port is taken, or the host is none of this machine
     */
    public BulkSmsSandbox start() {
        try {
            return new BulkSmsSandbox(this);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen at port " + port + " of " + host + ": " + e.getMessage(), e);
        }
    }

    /** The host as a URL names it: a sandbox that listens at every address is reached by name. */
    String urlHost() {
        String name = host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
        return name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
    }

    private static String random() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
