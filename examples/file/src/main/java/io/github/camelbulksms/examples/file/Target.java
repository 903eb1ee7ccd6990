package io.github.camelbulksms.examples.file;

import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import java.net.URI;
import java.time.Duration;

/** Who messages go to, and whom reports come from. */
interface Target {

    String baseUrl();

    String customerId();

    String apiKey();

    /** Says where delivery reports are awaited. */
    void reportTo(URI address);

    /** Waits for the reports that are to be waited for. */
    void awaitReports() throws InterruptedException;

    /** The sandbox, which reports of everybody at once. */
    record Sandbox(BulkSmsSandbox sandbox) implements Target {

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
