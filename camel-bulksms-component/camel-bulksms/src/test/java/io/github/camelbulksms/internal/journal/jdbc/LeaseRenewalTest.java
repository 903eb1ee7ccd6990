package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.H2Databases;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunRegister;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.FailureCode;
import io.github.camelbulksms.model.Recipient;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the journal does of itself for the runs that it has, now and then; here whenever it is told to. */
class LeaseRenewalTest {

    private static final Duration LEASE = Duration.ofHours(1);
    private static final long OVER = 1;
    private static final RunKey KEY = new RunKey("sale", "monday", 0);
    private static final RunJournal.Reading NOBODY =
            new RunJournal.Reading(RecipientSet.of(DuplicateRecipient.skip), 0, Stream::empty);

    private final AtomicInteger statements = new AtomicInteger();
    private final ProbedDatabase probed = new ProbedDatabase(H2Databases.inMemory());
    private final JournalDatabase database = new JournalDatabase(probed.dataSource(), TableNames.DEFAULT);
    private final ByHand byHand = new ByHand();
    private final JdbcJournal journal = new JdbcJournal(database, LEASE, byHand);
    private final RunRegister register = new JdbcRunRegister(database);

    @AfterEach
    void stop() {
        journal.close();
        byHand.shutdownNow();
    }

    @Test
    void aLeaseIsRenewedWhenAThirdOfItIsOverAndAgainAfterThat() throws Exception {
        assertThat(byHand.delays.get(0)).isEqualTo(LEASE.toMillis() / 3);
        open();
        for (int renewal = 1; renewal <= 2; renewal++) {
            setLeaseUntil(OVER);
            byHand.renew();
            assertThat(leaseUntil()).as("renewal %d", renewal).isGreaterThan(System.currentTimeMillis());
        }
    }

    @Test
    void whoHasLostTheRunRenewsNothingAndDoesNotTryAgain() throws Exception {
        open();
        register.free("sale", "monday");
        setLeaseUntil(OVER);

        byHand.renew();
        assertThat(leaseUntil()).isEqualTo(OVER);
        countStatements();
        byHand.renew();
        assertThat(statements).hasValue(0);
    }

    @Test
    void aRunThatIsGivenBackIsNotRenewed() throws Exception {
        open().close(RunStatus.OPEN, NOBODY);

        countStatements();
        byHand.renew();
        byHand.listen();
        assertThat(statements).hasValue(0);
    }

    @Test
    void aRunThatBeginsNothingHearsOfAStopRequestAndThatItIsTakenBack() throws Exception {
        RunJournal run = open();
        RunJournal other = journal.open(new RunKey("sale", "tuesday", 0), "text", DuplicateRecipient.skip);
        register.stop("sale", "monday");

        byHand.listen();
        assertThat(run.isStopped()).isTrue();
        assertThat(other.isStopped()).isFalse();
        register.resume("sale", "monday");
        byHand.listen();
        assertThat(run.isStopped()).isFalse();
    }

    @Test
    void aRunThatIsOpenedWhileItIsStoppedKnowsItAtOnce() throws Exception {
        register.stop("sale", "monday");

        assertThat(open().isStopped()).isTrue();
    }

    @Test
    void whoIsInterruptedWhileTheyWaitForARunStaysSo() throws Exception {
        open();

        Thread.currentThread().interrupt();
        assertThatThrownBy(this::open).hasFieldOrPropertyWithValue("code", FailureCode.RUN_BUSY);
        assertThat(Thread.interrupted()).isTrue();
    }

    /** A process in the middle of a takeover has raised the token and not said so yet: who goes by the old one would send what it does not see. */
    @Test
    void aBeginInTheMiddleOfATakeOverWaitsForItAndBeginsNothing() throws Exception {
        RunJournal run = open();
        try (var connection = probed.dataSource().getConnection();
                var takeOver = connection.createStatement()) {
            connection.setAutoCommit(false);
            takeOver.execute("UPDATE bulksms_run SET fencing_token = fencing_token + 1");
            var begin = byHand.submit(() -> run.begin(RecipientBatch.of(List.of(new Recipient("381601234567", null)))));
            assertThatThrownBy(() -> begin.get(100, TimeUnit.MILLISECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            connection.commit();
            assertThatThrownBy(begin::get)
                    .cause()
                    .hasFieldOrPropertyWithValue("code", FailureCode.RUN_BUSY)
                    .hasMessageContaining("was taken over by another process");
        }
    }

    private RunJournal open() throws Exception {
        return journal.open(KEY, "text", DuplicateRecipient.skip);
    }

    private void setLeaseUntil(long millis) throws SQLException {
        database.once(session -> session.update("UPDATE bulksms_run SET lease_until = ?", millis));
    }

    private long leaseUntil() throws SQLException {
        return database.once(session -> session.first(row -> row.getLong(1), "SELECT lease_until FROM bulksms_run"))
                .orElseThrow();
    }

    private void countStatements() {
        probed.probe((what, real) -> {
            statements.incrementAndGet();
            return real.call();
        });
    }

    /** Does what is to be done again and again when it is told to, and not by the clock. */
    private static final class ByHand extends ScheduledThreadPoolExecutor {

        private final List<Runnable> tasks = new ArrayList<>();
        private final List<Long> delays = new ArrayList<>();

        ByHand() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
            tasks.add(task);
            delays.add(unit.toMillis(delay));
            return schedule(() -> {}, 1, TimeUnit.DAYS);
        }

        void renew() {
            tasks.get(0).run();
        }

        void listen() {
            tasks.get(1).run();
        }
    }
}
