package io.github.camelbulksms.benchmarks;

import java.util.List;

/** A way of sending bulk SMS. */
interface Peer extends AutoCloseable {

    String name();

    /** Sends the same text to all, and says what it knows of it afterwards. */
    ReportedOutcome send(List<String> phoneNumbers) throws Exception;

    @Override
    void close();
}
