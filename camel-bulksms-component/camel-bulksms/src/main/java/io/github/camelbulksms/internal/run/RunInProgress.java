package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.model.Counts;
import java.time.Instant;

/** A run that is being sent. Thread-safe. */
public final class RunInProgress {

    private final RunKey key;
    private final Instant since;
    private volatile Counts counts = Counts.NONE;

    RunInProgress(RunKey key, Instant since) {
        this.key = key;
        this.since = since;
    }

    public RunKey key() {
        return key;
    }

    public Instant since() {
        return since;
    }

    /** How far it has come. */
    public Counts counts() {
        return counts;
    }

    void update(Counts soFar) {
        counts = soFar;
    }
}
