package io.github.camelbulksms.examples.file;

import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The provider that messages are posted to and that reports come from. */
interface Target {

    String baseUrl();

    String customerId();

    String apiKey();

    /** The clock for quiet hours. */
    default InstantSource clock() {
        return InstantSource.system();
    }

    /** Says where delivery reports are awaited. */
    void reportTo(URI address);

    /** Waits for the reports that are to be waited for. */
    void awaitReports() throws InterruptedException;

    /** Waits when all is done, as long as the sandbox's page is watched. */
    default void linger(PrintStream out) throws InterruptedException {}

    /** The sandbox, which reports on all recipients at once. */
    record Sandbox(BulkSmsSandbox sandbox, InstantSource clock) implements Target {

        /** Half past ten in Belgrade, and half past four in New York, whenever the demo runs. */
        private static final Instant MORNING = Instant.parse("2026-11-26T09:30:00Z");

        Sandbox(BulkSmsSandbox sandbox) {
            this(sandbox, InstantSource.fixed(MORNING));
        }

        private static final Duration LONGEST = Duration.ofMinutes(2);

        @Override
        public String baseUrl() {
            return sandbox.baseUrl();
        }

        @Override
        public String customerId() {
            return sandbox.customerId();
        }

        @Override
        public String apiKey() {
            return sandbox.apiKey();
        }

        @Override
        public void reportTo(URI address) {
            sandbox.reports().to(address);
        }

        @Override
        public void awaitReports() throws InterruptedException {
            sandbox.reports().await(LONGEST);
        }
    }

    /** A sandbox whose page is watched: it keeps running, and so does the route that takes its reports. */
    record Watched(Sandbox seen) implements Target {

        @Override
        public String baseUrl() {
            return seen.baseUrl();
        }

        @Override
        public String customerId() {
            return seen.customerId();
        }

        @Override
        public String apiKey() {
            return seen.apiKey();
        }

        @Override
        public InstantSource clock() {
            return seen.clock();
        }

        @Override
        public void reportTo(URI address) {
            seen.reportTo(address);
        }

        @Override
        public void awaitReports() throws InterruptedException {
            seen.awaitReports();
        }

        @Override
        public void linger(PrintStream out) throws InterruptedException {
            out.println("look around at " + seen.sandbox().pageUrl() + ", and stop with Ctrl-C");
            Thread.currentThread().join();
        }
    }

    /** The provider, which reports to the address that its portal knows; to none that only this machine can reach. */
    record Provider(String customerId, String apiKey) implements Target {

        @Override
        public String baseUrl() {
            return "https://rest-ww.telesign.com";
        }

        @Override
        public void reportTo(URI address) {}

        @Override
        public void awaitReports() {}
    }
}
