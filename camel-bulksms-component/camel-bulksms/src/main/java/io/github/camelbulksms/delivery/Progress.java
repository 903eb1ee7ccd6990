package io.github.camelbulksms.delivery;

/** Hears how a run gets on. Called by one thread at a time for each run; must not block. */
@FunctionalInterface
public interface Progress {

    void requestDone(Run run, Counts soFar);
}
