package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.model.Counts;

/** Observes the progress of a run. Called under the run's lock ({@link RunWorkers}), so it must not block. */
@FunctionalInterface
public interface ProgressListener {

    void requestDone(Run run, Counts soFar);
}
