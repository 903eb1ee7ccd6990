package io.github.camelbulksms.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whatever an executor does with a task, it runs once, by it or by the caller. */
class WorkerThreadsTest {

    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void aTaskThatIsRunIsRunOnce() {
        assertThat(tryExecute(task -> {
                    task.run();
                    task.run();
                }))
                .isTrue();
        assertThat(runs).hasValue(1);
    }

    @Test
    void aTaskThatIsRefusedIsTheCallersAlsoWhereTheExecutorKeptIt() {
        List<Runnable> kept = new ArrayList<>();

        assertThat(tryExecute(task -> {
                    kept.add(task);
                    throw new RejectedExecutionException();
                }))
                .isFalse();
        kept.forEach(Runnable::run);
        assertThat(runs).hasValue(0);
    }

    @Test
    void aTaskThatWasRunBeforeTheExecutorThrewIsNotTheCallers() {
        assertThat(tryExecute(task -> {
                    task.run();
                    throw new OutOfMemoryError("unable to create native thread");
                }))
                .isTrue();
        assertThat(runs).hasValue(1);
    }

    private boolean tryExecute(Executor executor) {
        return new WorkerThreads(executor).tryExecute(runs::incrementAndGet);
    }
}
