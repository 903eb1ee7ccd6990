package io.github.camelbulksms.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.H2Databases;
import io.github.camelbulksms.internal.compliance.Compliance;
import io.github.camelbulksms.internal.journal.Journal;
import io.github.camelbulksms.internal.journal.JournalException;
import io.github.camelbulksms.internal.journal.PriorOutcomes;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.journal.jdbc.JdbcJournal;
import io.github.camelbulksms.internal.journal.jdbc.JournalDatabase;
import io.github.camelbulksms.internal.journal.jdbc.TableNames;
import io.github.camelbulksms.internal.journal.memory.MemoryJournal;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.provider.BulkMessage;
import io.github.camelbulksms.internal.provider.ProviderApi;
import io.github.camelbulksms.internal.provider.RequestForm;
import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.RecipientInput;
import io.github.camelbulksms.internal.recipient.RecipientPipeline;
import io.github.camelbulksms.internal.recipient.RecipientSource;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RecipientOutcome;
import io.github.camelbulksms.model.SessionIdMode;
import io.github.camelbulksms.model.UnknownOutcome;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is thrown, wherever: the run ends, has failed, its result is true, and entered again it goes on. */
@Tag("slow")
class ThrownAnywhereTest {

    private static final int BATCHES = 5;
    private static final int BATCH = 2;
    private static final int RECIPIENTS = BATCHES * BATCH;
    private static final long FIRST = 381601000000L;
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();
    private static final ScheduledExecutorService LEASES = Executors.newSingleThreadScheduledExecutor();
    private static final Journal H2 = h2();

    /** Where something is thrown. */
    enum Seam {
        SOURCE,
        ENCODE,
        RATE_LIMITER,
        BEFORE_BEGIN,
        AFTER_BEGIN,
        BEFORE_ACCEPTANCE,
        AFTER_ACCEPTANCE,
        RESULT_THAT_IS_NONE,
        BEFORE_FINISH,
        AFTER_FINISH,
        METERS,
        PROGRESS,
        READ_COUNT,
        CLOSE_SOURCE,
        CLOSE_JOURNAL
    }

    /** What is thrown. */
    enum Kind {
        EXCEPTION(() -> new IllegalStateException("broken")),
        OUT_OF_MEMORY(() -> new OutOfMemoryError("no memory left")),
        STACK_OVERFLOW(StackOverflowError::new),
        UNPRINTABLE(Unprintable::new),
        UNPRINTABLE_IO(UnprintableIo::new);

        private final Supplier<Throwable> made;

        Kind(Supplier<Throwable> made) {
            this.made = made;
        }
    }

    private static final class Unprintable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("not even a message");
        }
    }

    private static final class UnprintableIo extends IOException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("not even a message");
        }
    }

    record Case(Seam seam, Kind kind, int call, int workers, String journal) {}

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Seam seam : Seam.values()) {
            boolean atTheEnd = Set.of(Seam.READ_COUNT, Seam.CLOSE_SOURCE, Seam.CLOSE_JOURNAL)
                    .contains(seam);
            for (Kind kind : Kind.values()) {
                if (seam == Seam.CLOSE_SOURCE && kind == Kind.UNPRINTABLE_IO) {
                    // a list that cannot be closed was read all the same: the run does not fail
                    continue;
                }
                for (int call : atTheEnd ? new int[] {1} : new int[] {1, 1 + BATCHES / 2, BATCHES}) {
                    for (int workers : new int[] {1, 4}) {
                        for (String journal : new String[] {"memory", "H2"}) {
                            cases.add(new Case(seam, kind, call, workers, journal));
                        }
                    }
                }
            }
        }
        return cases;
    }

    private final String run = UUID.randomUUID().toString();
    private final List<String> truth = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger calls = new AtomicInteger();
    private final SendMetrics metrics = new SendMetrics();
    private Case injected;
    private Journal journal;

    @AfterAll
    static void stopThreads() throws IOException {
        H2.close();
        LEASES.shutdownNow();
        THREADS.shutdownNow();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theRunFailsWithATrueResultAndGoesOnWhenItIsEnteredAgain(Case one) throws Exception {
        journal = one.journal().equals("memory") ? new MemoryJournal(InstantSource.system()) : H2;
        injected = one;
        metrics.addListener((result, recipients, latency) -> at(Seam.METERS));

        BulkSmsResult result = send();
        if (result == null) {
            assertThat(truth)
                    .as("a run that did not even open has sent nothing")
                    .isEmpty();
        } else {
            assertThat(result.allWell()).isFalse();
            assertIsTrue(result);
            result.close();
        }
        assertThat(metrics.inFlight()).isZero();
        assertThat(metrics.waiting()).isZero();
        assertThat(metrics.runs()).isEmpty();

        injected = null;
        try (BulkSmsResult second = send()) {
            assertThat(truth).as("nobody twice").doesNotHaveDuplicates();
            assertIsTrue(second);
            assertThat(second.accepted() + second.unknown()).isEqualTo(RECIPIENTS);
            assertThat(second.accepted()).isLessThanOrEqualTo(truth.size());
        }
    }

    private void assertIsTrue(BulkSmsResult result) {
        assertThat(result.read())
                .isEqualTo(Stream.of(Outcome.values())
                        .mapToLong(result.counts()::of)
                        .sum())
                .isLessThanOrEqualTo(RECIPIENTS);
        assertThat(result.accepted()).isLessThanOrEqualTo(truth.size());
        assertThat(result.accepted() + result.unknown()).isGreaterThanOrEqualTo(truth.size());
        assertThat(named(result, Outcome.UNSENT)).hasSize((int) result.unsent()).noneMatch(truth::contains);
        Set<String> unknown = named(result, Outcome.UNKNOWN);
        assertThat(unknown).hasSize((int) result.unknown());
        Set<String> certain = new HashSet<>(truth);
        certain.removeAll(unknown);
        assertThat(certain).hasSize((int) result.accepted());
    }

    private static Set<String> named(BulkSmsResult result, Outcome outcome) {
        try (Stream<RecipientOutcome> recipients = result.recipients(outcome)) {
            return recipients.map(one -> one.recipient().phoneNumber()).collect(Collectors.toSet());
        }
    }

    /** Null when the run could not be opened. */
    private BulkSmsResult send() throws Exception {
        SendRequest request =
                new SendRequest(new Run("sale", run), 0, new BulkMessage("Hello", null, null, null), input());
        RunSettings settings = new RunSettings(
                BATCH,
                injected == null ? 1 : injected.workers(),
                new RecipientPipeline(DuplicateRecipient.skip, SessionIdMode.generate),
                RunLimits.NONE,
                RetryPolicy.NEVER,
                UnknownOutcome.hold);
        SendContext context = new SendContext(
                provider(),
                () -> {
                    at(Seam.RATE_LIMITER);
                    return Duration.ZERO;
                },
                new RequestPermits(8),
                new Faulty(journal),
                metrics,
                Compliance.NONE);
        return new RunExecution(
                        request,
                        settings,
                        context,
                        StopCheck.NEVER,
                        (run, counts) -> at(Seam.PROGRESS),
                        message -> new RequestForm(message) {
                            @Override
                            public ByteBuffer encode(RecipientBatch recipients, ByteBuffer space) {
                                at(Seam.ENCODE);
                                return super.encode(recipients, space);
                            }
                        })
                .start(THREADS)
                .handle((result, failure) -> result)
                .get(30, TimeUnit.SECONDS);
    }

    private ProviderApi provider() {
        return form -> {
            at(Seam.BEFORE_ACCEPTANCE);
            String body = new String(form.array(), 0, form.limit(), StandardCharsets.US_ASCII);
            String recipients = URLDecoder.decode(
                    body.substring("recipients=".length(), body.indexOf('&')), StandardCharsets.UTF_8);
            Stream.of(recipients.split(","))
                    .map(recipient -> recipient.split(":")[0])
                    .forEach(truth::add);
            at(Seam.AFTER_ACCEPTANCE);
            return isAt(Seam.RESULT_THAT_IS_NONE) ? null : new AttemptResult.Accepted("A1");
        };
    }

    private RecipientInput input() {
        return new RecipientInput() {
            @Override
            public RecipientSource open() {
                var recipients = LongStream.range(FIRST, FIRST + RECIPIENTS).iterator();
                return new RecipientSource() {
                    private int read;

                    @Override
                    public Entry next() {
                        if (!recipients.hasNext()) {
                            return null;
                        }
                        // counted by batches, as the other seams are
                        if (read++ % BATCH == 0) {
                            at(Seam.SOURCE);
                        }
                        return new ValidEntry(read, new Recipient(Long.toString(recipients.next()), null));
                    }

                    @Override
                    public void close() {
                        at(Seam.CLOSE_SOURCE);
                    }
                };
            }

            @Override
            public boolean canBeReadAgain() {
                return true;
            }
        };
    }

    private boolean isAt(Seam seam) {
        return injected != null && injected.seam() == seam && calls.incrementAndGet() == injected.call();
    }

    private void at(Seam seam) {
        if (isAt(seam)) {
            ThrownAnywhereTest.<RuntimeException>sneakily(injected.kind().made.get());
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneakily(Throwable e) throws T {
        throw (T) e;
    }

    private static Journal h2() {
        JdbcDataSource database = H2Databases.inMemory();
        return new JdbcJournal(new JournalDatabase(database, TableNames.DEFAULT), Duration.ofSeconds(15), LEASES);
    }

    private final class Faulty implements Journal {

        private final Journal journal;

        Faulty(Journal journal) {
            this.journal = journal;
        }

        @Override
        public boolean mayBlock() {
            return journal.mayBlock();
        }

        @Override
        public RunJournal open(RunKey key, String fingerprint, String source, DuplicateRecipient duplicates)
                throws JournalException {
            RunJournal run = journal.open(key, fingerprint, source, duplicates);
            return new RunJournal() {
                @Override
                public PriorOutcomes priorOutcomes() {
                    return run.priorOutcomes();
                }

                @Override
                public boolean wasFinished() {
                    return run.wasFinished();
                }

                @Override
                public long begin(RecipientBatch recipients) throws JournalException {
                    at(Seam.BEFORE_BEGIN);
                    long begun = run.begin(recipients);
                    at(Seam.AFTER_BEGIN);
                    return begun;
                }

                @Override
                public void finish(long attempt, AttemptResult outcome) {
                    at(Seam.BEFORE_FINISH);
                    run.finish(attempt, outcome);
                    at(Seam.AFTER_FINISH);
                }

                @Override
                public void recordReadCount(long recipients) {
                    at(Seam.READ_COUNT);
                    run.recordReadCount(recipients);
                }

                @Override
                public void close(RunStatus status, Reading reading) {
                    run.close(status, reading);
                    at(Seam.CLOSE_JOURNAL);
                }
            };
        }
    }
}
