package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.journal.RunKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The runs that are being sent by this process, and the last hundred that ended here. Thread-safe. */
final class RunHistory {

    static final int MAX_ENDED = 100;

    private final Map<RunProgress, Boolean> current = new ConcurrentHashMap<>();
    /** Guarded by itself; the one that ended first comes first. */
    private final Map<RunKey, RunProgress> ended = new LinkedHashMap<>();

    void begins(RunProgress run) {
        current.put(run, true);
    }

    void ends(RunProgress run) {
        synchronized (ended) {
            ended.remove(run.key());
            ended.put(run.key(), run);
            if (ended.size() > MAX_ENDED) {
                ended.remove(ended.keySet().iterator().next());
            }
        }
        current.remove(run);
    }

    List<RunProgress> current() {
        return List.copyOf(current.keySet());
    }

    List<RunProgress> ended() {
        synchronized (ended) {
            return new ArrayList<>(ended.values());
        }
    }
}
