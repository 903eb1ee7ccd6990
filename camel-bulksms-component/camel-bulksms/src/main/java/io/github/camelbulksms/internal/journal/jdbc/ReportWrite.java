package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.model.DeliveryReport;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** What is to be written of a report: that it came, or that it was processed. */
final class ReportWrite implements Comparable<ReportWrite> {

    private final DeliveryReport report;
    private final ReportId reference;
    private final ReportId session;
    private final long updatedMicros;
    private final byte[] raw;
    private final boolean isNew;
    /** Written by the thread that commits for others, read by the one that asked after the commit. */
    private boolean processedBefore;
    /** Written and read by the thread that commits. */
    private boolean unmatched;

    private ReportWrite(DeliveryReport report, byte[] raw, boolean isNew) {
        this.report = report;
        reference = ReportId.of(report.referenceId());
        session = ReportId.of(report.sessionId());
        updatedMicros = updatedMicros(report);
        this.raw = raw;
        this.isNew = isNew;
    }

    /**
     * @param raw the body, or null when it is not kept
     */
    static ReportWrite ofNew(DeliveryReport report, byte[] raw) {
        return new ReportWrite(report, raw, true);
    }

    static ReportWrite ofProcessed(DeliveryReport report) {
        return new ReportWrite(report, null, false);
    }

    /** Since 1970; negative, and made of the text, where it is not understood. */
    private static long updatedMicros(DeliveryReport report) {
        Instant updatedAt = report.updatedAt();
        if (updatedAt != null && updatedAt.getEpochSecond() >= 0) {
            return TimeUnit.SECONDS.toMicros(updatedAt.getEpochSecond())
                    + TimeUnit.NANOSECONDS.toMicros(updatedAt.getNano());
        }
        return report.updatedOn() == null
                ? -1
                : Long.MIN_VALUE + Integer.toUnsignedLong(report.updatedOn().hashCode());
    }

    DeliveryReport report() {
        return report;
    }

    boolean isNew() {
        return isNew;
    }

    boolean wasProcessed() {
        return processedBefore;
    }

    void setProcessedBefore(boolean processed) {
        processedBefore = processed;
    }

    boolean isUnmatched() {
        return unmatched;
    }

    /** Whether no request was known that it is about. */
    void setUnmatched(boolean unmatched) {
        this.unmatched = unmatched;
    }

    byte[] raw() {
        return raw;
    }

    /** The values of its primary key: reference, session, status_code, updated_micros. */
    Object[] key() {
        return new Object[] {reference.bytes(), session.bytes(), report.statusCode(), updatedMicros};
    }

    /** Whether that is the key of this report. */
    boolean hasKey(byte[] theirReference, byte[] theirSession, int statusCode, long theirMicros) {
        return statusCode == report.statusCode()
                && theirMicros == updatedMicros
                && Arrays.equals(theirReference, reference.bytes())
                && Arrays.equals(theirSession, session.bytes());
    }

    byte[] session() {
        return session.bytes();
    }

    @Override
    public int compareTo(ReportWrite other) {
        int order = Arrays.compare(reference.bytes(), other.reference.bytes());
        order = order == 0 ? Arrays.compare(session.bytes(), other.session.bytes()) : order;
        order = order == 0 ? Integer.compare(report.statusCode(), other.report.statusCode()) : order;
        return order == 0 ? Long.compare(updatedMicros, other.updatedMicros) : order;
    }
}
