package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UninterruptibleTest {

    static Stream<Throwable> thrown() {
        return Stream.of(new SQLException("gone"), new IllegalStateException("closed"), new OutOfMemoryError("none"));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whatIsThrownThereIsThrownHere(Throwable e) {
        assertThatThrownBy(() -> Uninterruptible.call(() -> {
                    throw UninterruptibleTest.<RuntimeException>sneaky(e);
                }))
                .isSameAs(e);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T sneaky(Throwable e) throws T {
        throw (T) e;
    }

    /** Whatever the thread of the application is like. */
    @Test
    void theWorkIsDoneOnADaemonThreadOfItsOwnWithTheClassesOfTheJournal() throws Exception {
        FutureTask<Thread> work = new FutureTask<>(() -> Uninterruptible.call(() -> {
            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(Uninterruptible.class.getClassLoader());
            return Thread.currentThread();
        }));
        Thread application = new Thread(work);
        application.setDaemon(false);
        application.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        application.start();
        Thread worker = work.get();

        assertThat(worker).isNotSameAs(application);
        assertThat(worker.isDaemon()).isTrue();
        assertThat(worker.getName()).isEqualTo("bulksms-journal");
    }

    @Test
    void anInterruptWaitsUntilTheWorkIsDoneAndIsKept() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        Thread interrupting = new Thread(() -> {
            try {
                begun.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            caller.interrupt();
        });
        interrupting.start();
        boolean wasInterruptedItself = Uninterruptible.call(() -> {
            begun.countDown();
            try {
                interrupting.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException e) {
                return true;
            }
            return Thread.currentThread().isInterrupted();
        });

        assertThat(wasInterruptedItself).isFalse();
        assertThat(Thread.interrupted()).as("kept").isTrue();
        assertThat(Uninterruptible.call(() -> 1)).isEqualTo(1);
        assertThat(Thread.interrupted()).as("there was none").isFalse();
    }

    @Test
    void anInterruptIsKeptAlsoWhenTheWorkFails() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Uninterruptible.call(() -> {
                    throw new SQLException("gone");
                }))
                .hasMessage("gone");
        assertThat(Thread.interrupted()).isTrue();
    }
}
