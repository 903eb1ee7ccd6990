package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.model.Counts;

/** Shows how a run gets on, to whom it concerns. Not thread-safe; guarded by the lock of {@link RunWorkers}. */
final class RunProgress {

    private final Run run;
    private final RunInProgress inProgress;
    private final ProgressListener listener;

    RunProgress(Run run, RunInProgress inProgress, ProgressListener listener) {
        this.run = run;
        this.inProgress = inProgress;
        this.listener = listener;
    }

    void made(RunState state) {
        try {
            Counts soFar = state.counts();
            inProgress.reaches(soFar);
            listener.requestDone(run, soFar);
        } catch (Throwable e) {
            state.failed("reporting progress", e);
        }
    }
}
