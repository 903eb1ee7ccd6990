package io.github.camelbulksms;

import io.github.camelbulksms.internal.run.RequestPermits;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/** The threads that send for all endpoints, and how many requests they may have in flight together. */
final class SendingThreads extends ServiceSupport {

    // requests in flight were given up before
    private static final long END_WITHIN_MILLIS = 500;

    private final BulkSmsComponent settings;
    /** Written when Camel starts the component, before any producer asks for it. */
    private ExecutorService workers;
    /** As the workers. */
    private RequestPermits permits;

    SendingThreads(BulkSmsComponent settings) {
        this.settings = settings;
    }

    @Override
    protected void doStart() {
        permits = new RequestPermits(settings.getMaxConcurrentRequests());
        workers = settings.getWorkerPool() == null ? newWorkers() : takingAll(settings.getWorkerPool());
    }

    /** A task that is dropped in silence is an exchange that never ends. */
    private static ExecutorService takingAll(ExecutorService pool) {
        if (pool instanceof ThreadPoolExecutor executor
                && (executor.getRejectedExecutionHandler() instanceof ThreadPoolExecutor.DiscardPolicy
                        || executor.getRejectedExecutionHandler() instanceof ThreadPoolExecutor.DiscardOldestPolicy)) {
            throw new IllegalArgumentException("workerPool drops tasks in silence by its "
                    + executor.getRejectedExecutionHandler().getClass().getSimpleName()
                    + ", and exchanges would never end: expected AbortPolicy or CallerRunsPolicy");
        }
        return pool;
    }

    @Override
    protected void doStop() {
        // a pool that was given is its owner's to stop
        if (workers != null && workers != settings.getWorkerPool()) {
            settings.getCamelContext().getExecutorServiceManager().shutdownGraceful(workers, END_WITHIN_MILLIS);
        }
    }

    ExecutorService workers() {
        return workers;
    }

    RequestPermits permits() {
        return permits;
    }

    /** Threads without a queue: a task that finds none free is refused, and its caller does the work. */
    private ExecutorService newWorkers() {
        ThreadPoolProfile profile = new ThreadPoolProfile("bulksms");
        profile.setPoolSize(1);
        profile.setMaxPoolSize(settings.getMaxConcurrentRequests());
        profile.setMaxQueueSize(0);
        profile.setKeepAliveTime(60L);
        profile.setTimeUnit(TimeUnit.SECONDS);
        profile.setAllowCoreThreadTimeOut(true);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return settings.getCamelContext().getExecutorServiceManager().newThreadPool(settings, "bulksms", profile);
    }
}
