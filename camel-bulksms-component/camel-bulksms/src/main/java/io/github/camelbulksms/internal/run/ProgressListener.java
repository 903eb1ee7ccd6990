package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.model.Counts;

/** Hears how a run gets on. Called by one thread at a time for each run; must not block. */
@FunctionalInterface
public interface ProgressListener {

    void requestDone(Run run, Counts soFar);
}
