package io.github.camelbulksms.internal.report;

import io.github.camelbulksms.model.DeliveryReport;
import java.io.IOException;

/**
 * Which reports were processed: the provider repeats them, and so can an attacker who intercepted one. Implementations are
 * thread-safe, and may be called by many threads at once.
 */
public interface ReportLog {

    /** What is to be done with a report. */
    enum Claim {
        /** The caller has it now, and must mark it {@link ReportLog#processed processed}, or {@link ReportLog#release} it. */
        CLAIMED,
        /** It was processed before. */
        PROCESSED,
        /** Another thread is processing it, and may yet fail. */
        IN_PROGRESS
    }

    /**
     * Claims a report, and stores it if this log stores any.
     *
     * @param raw the body that it came in
     * @throws IOException when it cannot be stored; it is not claimed then
     */
    Claim claim(DeliveryReport report, byte[] raw) throws IOException;

    /**
     * Remembers a report that was claimed and processed.
     *
     * @throws IOException when it cannot be stored; it is not claimed any more then
     */
    void processed(DeliveryReport report) throws IOException;

    /** Gives a report back that was claimed, and could not be processed. */
    void release(DeliveryReport report);
}
