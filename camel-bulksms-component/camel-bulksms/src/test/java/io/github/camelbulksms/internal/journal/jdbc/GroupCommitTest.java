package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupCommitTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<List<Integer>> transactions = new ArrayList<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void whatComesWhileATransactionIsWrittenGoesIntoTheNextOneTogether() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch coming = new CountDownLatch(9);
        GroupCommit<Integer> commits = new GroupCommit<>(all -> {
            writing.countDown();
            await(written);
            transactions.add(all);
        });
        List<CompletableFuture<Void>> all = new ArrayList<>();
        all.add(commit(commits, 0, new CountDownLatch(1)));
        writing.await();
        IntStream.range(1, 10).forEach(item -> all.add(commit(commits, item, coming)));
        coming.await();
        written.countDown();
        all.forEach(CompletableFuture::join);

        assertThat(transactions.get(0)).containsExactly(0);
        assertThat(transactions.stream().flatMap(List::stream)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void everythingIsWrittenOnceHoweverManyThreadsThereAre() {
        GroupCommit<Integer> commits = new GroupCommit<>(transactions::add);
        List<CompletableFuture<Void>> all = IntStream.range(0, 2_000)
                .mapToObj(item -> commit(commits, item, new CountDownLatch(1)))
                .toList();
        all.forEach(CompletableFuture::join);

        assertThat(transactions.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 2_000).boxed().toList());
        assertThat(transactions).allMatch(transaction -> transaction.size() <= 200);
    }

    @Test
    void aTransactionThatFailsFailsForAllThatWereInItAndForNobodyElse() throws Exception {
        GroupCommit<Integer> commits = new GroupCommit<>(all -> {
            if (all.contains(7)) {
                throw new SQLException("no seven");
            }
            if (all.contains(8)) {
                throw new IllegalStateException("no eight");
            }
            if (all.contains(10)) {
                throw new OutOfMemoryError("no ten");
            }
        });

        assertThatThrownBy(() -> commits.commit(7))
                .isInstanceOf(SQLException.class)
                .hasMessage("no seven");
        assertThatThrownBy(() -> commits.commit(8))
                .isInstanceOf(SQLException.class)
                .hasMessage("no eight");
        assertThatThrownBy(() -> commits.commit(10))
                .isInstanceOf(SQLException.class)
                .hasMessage("no ten");
        commits.commit(9);
    }

    @Test
    void whateverIsThrownReachesAllWhoWaitAndStopsNobodyWhoComesLater() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);
        GroupCommit<Integer> commits = new GroupCommit<>(all -> {
            if (all.contains(1)) {
                writing.countDown();
                await(written);
            }
            if (all.contains(2)) {
                GroupCommitTest.<RuntimeException>throwAsIs(new IOException("of a driver that declares none"));
            }
        });
        CompletableFuture<Void> first = commit(commits, 1, new CountDownLatch(1));
        writing.await();
        CountDownLatch coming = new CountDownLatch(2);
        List<CompletableFuture<Void>> others = List.of(commit(commits, 2, coming), commit(commits, 3, coming));
        coming.await();
        written.countDown();
        first.join();

        assertThat(others.get(0)).failsWithin(Duration.ofSeconds(30));
        assertThat(CompletableFuture.allOf(others.get(1)).handle((done, failure) -> "known"))
                .succeedsWithin(Duration.ofSeconds(30));
        commits.commit(4);
    }

    @Test
    void whoWritesForOthersIsNotInterruptedMeanwhileAndAfterwardsIs() throws Exception {
        AtomicBoolean interruptedWithin = new AtomicBoolean();
        GroupCommit<Integer> commits = new GroupCommit<>(
                all -> interruptedWithin.set(Thread.currentThread().isInterrupted()));
        Thread.currentThread().interrupt();
        commits.commit(1);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(interruptedWithin).isFalse();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void throwAsIs(Throwable e) throws E {
        throw (E) e;
    }

    @Test
    void thereIsOneTransactionAtATime() {
        AtomicInteger writing = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        GroupCommit<Integer> commits = new GroupCommit<>(all -> {
            most.accumulateAndGet(writing.incrementAndGet(), Math::max);
            LockSupport.parkNanos(1_000_000);
            writing.decrementAndGet();
        });
        IntStream.range(0, 50)
                .mapToObj(item -> commit(commits, item, new CountDownLatch(1)))
                .toList()
                .forEach(CompletableFuture::join);

        assertThat(most).hasValue(1);
    }

    /** Whoever writes for the others may come too late for the first two hundred. */
    @Test
    @Tag("slow")
    void ofMoreThanFitIntoOneTransactionNobodyIsForgotten() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        GroupCommit<Integer> commits = new GroupCommit<>(all -> {
            await(written);
            transactions.add(all);
        });
        CountDownLatch coming = new CountDownLatch(700);
        List<CompletableFuture<Void>> all = IntStream.range(0, 700)
                .mapToObj(item -> commit(commits, item, coming))
                .toList();
        coming.await();
        written.countDown();
        assertThat(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)))
                .succeedsWithin(Duration.ofSeconds(30));

        assertThat(transactions.stream().flatMap(List::stream)).hasSize(700).doesNotHaveDuplicates();
    }

    @Test
    void whoIsInterruptedWhileAnotherWritesLearnsTheOutcomeAndStaysInterrupted() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);
        GroupCommit<Integer> commits = new GroupCommit<>(all -> {
            if (all.contains(1)) {
                writing.countDown();
                await(written);
            }
            transactions.add(all);
        });
        CompletableFuture<Void> first = commit(commits, 1, new CountDownLatch(1));
        writing.await();
        AtomicBoolean staysInterrupted = new AtomicBoolean();
        Thread second = new Thread(() -> {
            Thread.currentThread().interrupt();
            try {
                commits.commit(2);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            staysInterrupted.set(Thread.interrupted());
        });
        second.start();
        Awaitility.await()
                .pollInterval(1, TimeUnit.MILLISECONDS)
                .until(() -> second.getState() == Thread.State.WAITING);
        written.countDown();
        first.join();
        second.join();

        assertThat(transactions).containsExactly(List.of(1), List.of(2));
        assertThat(staysInterrupted).isTrue();
    }

    private CompletableFuture<Void> commit(GroupCommit<Integer> commits, int item, CountDownLatch coming) {
        return CompletableFuture.runAsync(
                () -> {
                    coming.countDown();
                    try {
                        commits.commit(item);
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                },
                threads);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
