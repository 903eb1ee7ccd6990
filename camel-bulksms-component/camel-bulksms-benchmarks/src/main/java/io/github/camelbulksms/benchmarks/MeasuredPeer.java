package io.github.camelbulksms.benchmarks;

import java.nio.file.Path;

/** A way of sending bulk SMS whose cost is measured. */
interface MeasuredPeer extends AutoCloseable {

    String TEXT = "Spring sale: 20% off until Sunday";
    String PATH = "/v1/verify/bulk_sms";
    int BATCH = 1000;

    void start() throws Exception;

    /**
     * Sends to all recipients in a file with a line {@code phone} or {@code phone,sessionId} for each.
     *
     * @return how many requests were accepted
     */
    long sendFile(Path list) throws Exception;

    /**
     * Sends one request to a few, whose lines are the body of one exchange.
     *
     * @return how many requests were accepted
     */
    long sendFew(String lines) throws Exception;

    @Override
    void close() throws Exception;
}
