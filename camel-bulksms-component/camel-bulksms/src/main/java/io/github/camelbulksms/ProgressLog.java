package io.github.camelbulksms;

import io.github.camelbulksms.internal.run.ProgressListener;
import io.github.camelbulksms.internal.run.Run;
import io.github.camelbulksms.model.Counts;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs how a run gets on, a line a second at most. One for each run. */
final class ProgressLog implements ProgressListener {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressLog.class);
    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

    /** Guarded by the lock of the run that is logged. */
    private long last = System.nanoTime();

    @Override
    public void requestDone(Run run, Counts soFar) {
        long now = System.nanoTime();
        if (now - last >= INTERVAL) {
            last = now;
            LOG.info("campaign={} run={} {}", run.campaign(), run.name(), soFar);
        }
    }
}
