package io.github.camelbulksms.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.internal.compliance.Compliance;
import io.github.camelbulksms.internal.journal.Journal;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.provider.BulkMessage;
import io.github.camelbulksms.internal.provider.RequestForm;
import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.RecipientInput;
import io.github.camelbulksms.internal.recipient.RecipientPipeline;
import io.github.camelbulksms.internal.recipient.RecipientSource;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.Counts;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.FailureCode;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.SessionIdMode;
import io.github.camelbulksms.model.UnknownOutcome;
import io.github.camelbulksms.spi.RateLimiter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Which threads a run asks for, and what its workers do, with an executor that is moved by hand. */
class RunWorkersTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final SendMetrics metrics = new SendMetrics();
    private final List<Counts> heard = new ArrayList<>();
    private ProgressListener listener = (run, counts) -> heard.add(counts);
    private StopCheck stop = StopCheck.NEVER;
    private Function<BulkMessage, RequestForm> forms = RequestForm::new;
    private int closings;

    @Test
    void aRunOfOneBatchIsSentByTheCallingThread() {
        BulkSmsResult result = start(1, 8, tasks::add).join();

        assertThat(tasks).isEmpty();
        assertThat(result.accepted()).isEqualTo(1);
        assertThat(closings).isEqualTo(1);
        result.close();
    }

    @Test
    void aLongerOneIsLeftToTheExecutorFromItsFirstRequestOn() {
        CompletableFuture<BulkSmsResult> running = start(5, 2, tasks::add);
        assertThat(heard).isEmpty();
        assertThat(tasks).as("a second worker, and the first").hasSize(2);

        Runnable second = tasks.removeFirst();
        tasks.removeFirst().run();
        assertThat(tasks).as("no third").isEmpty();
        assertThat(running.join().accepted()).isEqualTo(5);

        second.run();
        assertThat(closings).as("who comes too late ends nothing again").isEqualTo(1);
        running.join().close();
    }

    @Test
    void eachWorkerAsksForAnotherAsLongAsThereIsWork() {
        CompletableFuture<BulkSmsResult> running = start(5, 3, tasks::add);
        tasks.removeFirst().run();
        assertThat(tasks).as("the first worker, and a third").hasSize(2);
        assertThat(running).as("the first batch is not sent").isNotDone();

        runAll();
        assertThat(running.join().accepted()).isEqualTo(5);
        assertThat(closings).isEqualTo(1);
        running.join().close();
    }

    @Test
    void aWorkerThatIsRejectedIsAskedForAgainAndBlocksNobody() throws InterruptedException {
        boolean[] hasRejected = new boolean[1];
        CompletableFuture<BulkSmsResult> running = start(5, 2, task -> {
            if (!hasRejected[0]) {
                hasRejected[0] = true;
                throw new RejectedExecutionException("no thread");
            }
            tasks.add(task);
        });
        assertThat(tasks).hasSize(1);
        runOnAnotherThread(tasks.removeFirst());
        assertThat(tasks).hasSize(1);
        assertThat(running.join().accepted()).isEqualTo(5);
        running.join().close();
    }

    @Test
    void eachRequestIsSeenInTheProgressOfTheRunAndByItsListener() {
        List<Long> seen = new ArrayList<>();
        listener = (run, counts) -> {
            heard.add(counts);
            seen.add(metrics.runs().get(0).counts().accepted());
            assertThat(metrics.runs().get(0).phase()).isEqualTo(RunPhase.SENDING);
        };
        start(3, 1, Runnable::run).join().close();

        assertThat(heard).extracting(Counts::accepted).containsExactly(1L, 2L, 3L);
        assertThat(seen).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aListenerThatThrowsStopsTheRunWithWhatItHas() {
        listener = (run, counts) -> {
            throw new IllegalStateException("no console");
        };
        try (BulkSmsResult result = start(3, 1, Runnable::run).join()) {
            assertThat(result.code()).isEqualTo(FailureCode.INTERNAL_ERROR);
            assertThat(result.stopped())
                    .startsWith("reporting progress failed: ")
                    .contains("no console");
            assertThat(result.accepted()).isEqualTo(1);
            assertThat(result.unsent()).isEqualTo(2);
        }
    }

    @Test
    void afterAStopNoFurtherBatchIsBegun() {
        StopReason operator = new StopReason(FailureCode.RUN_STOPPED, "an operator stopped it");
        stop = () -> heard.isEmpty() ? null : operator;

        try (BulkSmsResult result = start(3, 1, Runnable::run).join()) {
            assertThat(result.code()).isEqualTo(FailureCode.RUN_STOPPED);
            assertThat(result.counts().batches()).isEqualTo(1);
            assertThat(result.unsent()).isEqualTo(2);
        }
    }

    @Test
    void whatIsThrownBetweenTwoRequestsStopsTheRunAndLosesNobodyAndBlocksNoOtherWorker() throws InterruptedException {
        stop = () -> {
            if (!heard.isEmpty()) {
                throw new IllegalStateException("no stop table");
            }
            return null;
        };
        CompletableFuture<BulkSmsResult> running = start(3, 2, tasks::add);
        Runnable second = tasks.removeFirst();
        tasks.removeFirst().run();
        try (BulkSmsResult result = running.join()) {
            assertThat(result.stopped()).startsWith("sending failed: ").contains("no stop table");
            assertThat(result.accepted()).isEqualTo(1);
            assertThat(result.unsent()).isEqualTo(2);
        }
        runOnAnotherThread(second);
        assertThat(closings).isEqualTo(1);
    }

    private static void runOnAnotherThread(Runnable task) throws InterruptedException {
        Thread another = new Thread(task);
        another.setDaemon(true);
        another.start();
        another.join(LONG.toMillis());
        assertThat(another.isAlive()).as("waits for the run's lock").isFalse();
    }

    @Test
    void whatIsThrownBeforeTheFirstRequestStopsTheRunAndLosesNobody() {
        int[] asked = new int[1];
        stop = () -> {
            // first it is asked while the run is opened
            if (++asked[0] > 1) {
                throw new IllegalStateException("no stop table");
            }
            return null;
        };
        CompletableFuture<BulkSmsResult> running = start(3, 1, tasks::add);
        assertThat(tasks).isEmpty();
        try (BulkSmsResult result = running.join()) {
            assertThat(result.stopped()).startsWith("sending failed: ");
            assertThat(result.requests()).isZero();
            assertThat(result.unsent()).isEqualTo(3);
        }
        assertThat(closings).isEqualTo(1);
    }

    @Test
    void whatIsThrownBeforeThereIsAWorkerStopsTheRunAndLosesNobody() {
        forms = message -> {
            throw new OutOfMemoryError("no memory left");
        };
        try (BulkSmsResult result = start(3, 2, tasks::add).join()) {
            assertThat(result.stopped()).startsWith("starting failed: ");
            assertThat(result.unsent()).isEqualTo(3);
        }
        assertThat(closings).isEqualTo(1);
        assertThat(tasks).isEmpty();
    }

    @Test
    void aRunThatCannotBeOpenedHasEndedForThoseWhoWatch() {
        assertThat(start(0, 1, tasks::add)).isCompletedExceptionally();

        assertThat(metrics.runs()).isEmpty();
        assertThat(metrics.endedRuns()).singleElement().satisfies(run -> {
            assertThat(run.phase()).isEqualTo(RunPhase.FAILED);
            assertThat(run.lastError()).contains("there is no recipient");
        });
    }

    private void runAll() {
        while (!tasks.isEmpty()) {
            tasks.removeFirst().run();
        }
    }

    private CompletableFuture<BulkSmsResult> start(int recipients, int workers, Executor executor) {
        return new RunExecution(
                        new SendRequest(
                                new Run("sale", "r"),
                                0,
                                new BulkMessage("Hello", null, null, null),
                                new Numbers(recipients)),
                        new RunSettings(
                                1,
                                workers,
                                new RecipientPipeline(DuplicateRecipient.skip, SessionIdMode.generate),
                                RunLimits.NONE,
                                RetryPolicy.NEVER,
                                UnknownOutcome.hold),
                        new SendContext(
                                body -> new AttemptResult.Accepted("R"),
                                RateLimiter.NONE,
                                new RequestPermits(8),
                                Journal.NONE,
                                metrics,
                                Compliance.NONE),
                        stop,
                        (run, counts) -> listener.requestDone(run, counts),
                        forms)
                .start(executor);
    }

    private final class Numbers implements RecipientInput {

        private final int recipients;

        Numbers(int recipients) {
            this.recipients = recipients;
        }

        @Override
        public RecipientSource open() {
            return new RecipientSource() {
                private int read;

                @Override
                public Entry next() {
                    return read == recipients
                            ? null
                            : new ValidEntry(++read, new Recipient(Long.toString(381_601_000_000L + read), null));
                }

                @Override
                public void close() {
                    closings++;
                }
            };
        }

        @Override
        public boolean canBeReadAgain() {
            return true;
        }
    }
}
