package io.github.camelbulksms.benchmarks;

/** Takes delivery reports by HTTP at {@code /reports}, on the server that platform-http has. */
interface ReportReceiver extends AutoCloseable {

    int port();

    /** How many reports were taken. */
    long taken();
}
