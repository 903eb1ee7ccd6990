package io.github.camelbulksms;

import io.github.camelbulksms.internal.run.Run;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.MDC;

/**
 * The logging context (MDC) of the threads that work on a run: what the caller had in it, with campaign and run. Threads have their own
 * context again afterwards. Thread-safe.
 */
final class RunLogContext {

    static final String CAMPAIGN = "bulksms.campaign";
    static final String RUN = "bulksms.run";

    private final Map<String, String> ofCaller;
    private final Map<String, String> ofRun;

    private RunLogContext(Map<String, String> ofCaller, Map<String, String> ofRun) {
        this.ofCaller = ofCaller;
        this.ofRun = ofRun;
    }

    /** For a run that the calling thread begins. */
    static RunLogContext of(Run run) {
        Map<String, String> ofCaller = current();
        Map<String, String> ofRun = ofCaller == null ? new HashMap<>() : new HashMap<>(ofCaller);
        ofRun.put(CAMPAIGN, run.campaign());
        ofRun.put(RUN, run.name());
        return new RunLogContext(ofCaller, ofRun);
    }

    <T> T inside(Supplier<T> work) {
        Map<String, String> before = current();
        set(ofRun);
        try {
            return work.get();
        } finally {
            set(before);
        }
    }

    /** An executor whose tasks work on the run. */
    Executor around(Executor executor) {
        return task -> executor.execute(() -> inside(() -> {
            task.run();
            return null;
        }));
    }

    /** The route goes on as its caller began it, on whichever thread. */
    void asCaller(Runnable rest) {
        Map<String, String> before = current();
        set(ofCaller);
        try {
            rest.run();
        } finally {
            set(before);
        }
    }

    private static Map<String, String> current() {
        try {
            return MDC.getCopyOfContextMap();
        } catch (Throwable e) {
            // whether a run is sent, and its exchange ends, does not hang on how it is logged
            return null;
        }
    }

    private static void set(Map<String, String> context) {
        try {
            if (context == null) {
                MDC.clear();
            } else {
                MDC.setContextMap(context);
            }
        } catch (Throwable e) {
            // as above
        }
    }
}
