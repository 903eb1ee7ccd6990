package io.github.camelbulksms.benchmarks;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a sender takes for true of its recipients; recipients that it does not name it takes for sent to. Thread-safe. */
record ReportedOutcome(Set<String> failed, Set<String> unknown) {

    ReportedOutcome() {
        this(ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet());
    }

    void failed(Collection<String> recipients) {
        failed.addAll(recipients);
    }

    void unknown(Collection<String> recipients) {
        unknown.addAll(recipients);
    }
}
