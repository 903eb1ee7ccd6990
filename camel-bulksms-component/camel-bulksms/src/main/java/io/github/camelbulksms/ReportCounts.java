package io.github.camelbulksms;

import io.github.camelbulksms.internal.report.ReportLog;
import io.github.camelbulksms.model.DeliveryReport;
import io.github.camelbulksms.model.DeliveryStatus;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** How many delivery reports the routes took, by what they say. Thread-safe. */
final class ReportCounts {

    private final Map<DeliveryStatus.Kind, LongAdder> counts = new ConcurrentHashMap<>();
    private final List<Consumer<DeliveryStatus.Kind>> listeners = new CopyOnWriteArrayList<>();

    /** Has a meter for each kind from when it comes for the first time. */
    void onNew(Consumer<DeliveryStatus.Kind> first) {
        listeners.add(first);
    }

    /** The same log, which has each report counted that a route took. */
    ReportLog counting(ReportLog log) {
        return new ReportLog() {
            @Override
            public Claim claim(DeliveryReport report, byte[] raw) throws IOException {
                return log.claim(report, raw);
            }

            @Override
            public void processed(DeliveryReport report) throws IOException {
                log.processed(report);
                taken(report.status());
            }

            @Override
            public void release(DeliveryReport report) {
                log.release(report);
            }
        };
    }

    private void taken(DeliveryStatus status) {
        LongAdder mine = new LongAdder();
        LongAdder count = counts.putIfAbsent(status.kind(), mine);
        if (count == null) {
            count = mine;
            listeners.forEach(listener -> listener.accept(status.kind()));
        }
        count.increment();
    }

    long of(DeliveryStatus.Kind kind) {
        LongAdder count = counts.get(kind);
        return count == null ? 0 : count.sum();
    }
}
