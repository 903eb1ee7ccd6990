package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.model.Counts;

/** Tells the listener, and those that ask, how far a run has come. Not thread-safe; guarded by the lock of {@link RunWorkers}. */
final class ProgressReporter {

    private final Run run;
    private final RunInProgress inProgress;
    private final ProgressListener listener;

    ProgressReporter(Run run, RunInProgress inProgress, ProgressListener listener) {
        this.run = run;
        this.inProgress = inProgress;
        this.listener = listener;
    }

    void report(RunState state) {
        try {
            Counts soFar = state.counts();
            inProgress.update(soFar);
            listener.requestDone(run, soFar);
        } catch (Throwable e) {
            state.failed("reporting progress", e);
        }
    }
}
