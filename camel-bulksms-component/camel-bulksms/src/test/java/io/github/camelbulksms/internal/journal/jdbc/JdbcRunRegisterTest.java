package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.camelbulksms.H2Databases;
import io.github.camelbulksms.LogCapture;
import io.github.camelbulksms.internal.journal.ExcludedRuns;
import io.github.camelbulksms.internal.journal.JournalException;
import io.github.camelbulksms.internal.journal.KnownRun;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunRegister;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.FailureCode;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What operators ask of the journal in a database, and do to its runs. */
class JdbcRunRegisterTest {

    private static final Recipient ANA = new Recipient("381601234561", null);
    private static final Recipient BEN = new Recipient("381601234562", null);
    private static final RunJournal.Reading NOBODY =
            new RunJournal.Reading(RecipientSet.of(DuplicateRecipient.skip), 0, Stream::empty);

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final JournalDatabase database = new JournalDatabase(H2Databases.inMemory(), TableNames.DEFAULT);
    private final JdbcJournal journal = new JdbcJournal(database, Duration.ofHours(1), scheduler);
    private final JdbcRunRegister register = new JdbcRunRegister(database);
    private final RestoredRuns restored = new RestoredRuns(database);

    @AfterEach
    void stop() {
        journal.close();
        scheduler.shutdownNow();
    }

    @Test
    void aRunIsListedWithWhatBecameOfItAndItsOwner() throws Exception {
        RunJournal run = open("monday");
        send(run, ANA, new AttemptResult.Accepted("R"));
        send(run, BEN, new AttemptResult.Unknown("cut"));
        run.begin(RecipientBatch.of(List.of(new Recipient("381601234563", null))));

        KnownRun sending = only();
        assertThat(sending.campaign()).isEqualTo("sale");
        assertThat(sending.run()).isEqualTo("monday");
        assertThat(sending.begunAt()).isPositive();
        assertThat(sending.endedAt()).isZero();
        assertThat(sending.accepted()).isEqualTo(1);
        assertThat(sending.unknown()).as("one of them is in flight").isEqualTo(2);
        assertThat(sending.requests()).isEqualTo(3);
        assertThat(sending.owner()).isNotNull();
        assertThat(sending.abandoned()).isFalse();
        assertThat(sending.finished()).isFalse();

        run.recordReadCount(3);
        run.recordError("request 2: cut");
        run.close(RunStatus.FINISHED, NOBODY);
        KnownRun ended = only();
        assertThat(ended.read()).isEqualTo(3);
        assertThat(ended.lastError()).isEqualTo("request 2: cut");
        assertThat(ended.endedAt()).isGreaterThanOrEqualTo(ended.begunAt());
        assertThat(ended.owner()).isNull();
        assertThat(ended.abandoned()).isFalse();
        assertThat(ended.finished()).isTrue();
    }

    @Tag("slow")
    @Test
    void theLatestRunComesFirstAndTheOldestOfManyAreLeftOut() throws Exception {
        for (int i = 0; i <= RunRegister.MAX_RUNS; i++) {
            open("run " + i).close(RunStatus.OPEN, NOBODY);
        }

        assertThat(register.runs())
                .extracting(KnownRun::run)
                .hasSize(RunRegister.MAX_RUNS)
                .startsWith("run " + RunRegister.MAX_RUNS)
                .endsWith("run 1");
    }

    @Test
    void aWishToStopIsSeenByTheRunAndTakenBack() throws Exception {
        RunJournal run = open("monday");
        assertThat(register.isStopped("sale", "monday")).isFalse();
        register.stop("sale", "monday");
        register.stop("sale", "monday");

        assertThat(register.isStopped("sale", "monday")).isTrue();
        assertThat(only().stopped()).isTrue();
        assertThatThrownBy(() -> run.begin(RecipientBatch.of(List.of(ANA))))
                .hasFieldOrPropertyWithValue("code", FailureCode.RUN_STOPPED);
        register.resume("sale", "monday");
        assertThat(register.isStopped("sale", "monday")).isFalse();
        assertThat(only().stopped()).isFalse();
        run.begin(RecipientBatch.of(List.of(ANA)));
    }

    @Test
    void aCampaignIsStoppedAndResumedAsAWhole() throws Exception {
        register.stop("sale", RunRegister.ALL_RUNS);
        register.stop("sale", "monday");

        assertThat(register.isStopped("sale", "tuesday")).isTrue();
        assertThat(register.isStopped("other", "monday")).isFalse();
        assertThatThrownBy(() -> register.resume("sale", "monday")).hasMessageContaining("expected resumeRuns sale");
        register.resume("sale", RunRegister.ALL_RUNS);
        assertThat(register.isStopped("sale", "monday")).isFalse();
    }

    @Test
    void whoeverHadARunThatIsFreedCanBeginNothing() throws Exception {
        RunJournal former = open("monday");
        String owner = only().owner();

        assertThat(register.free("sale", "monday")).isEqualTo(owner);
        assertThat(only().owner()).isNull();
        assertThatThrownBy(() -> former.begin(RecipientBatch.of(List.of(ANA))))
                .hasFieldOrPropertyWithValue("code", FailureCode.RUN_BUSY);
        assertThat(register.free("sale", "monday")).as("nobody has it").isNull();
        assertThatThrownBy(() -> register.free("sale", "tuesday"))
                .hasMessage("campaign=sale has no run tuesday: expected one of runs()");
    }

    @Test
    void aRunThatWaitsForAnotherProcessSaysSoAndGoesOnWhenItIsFreed() throws Exception {
        open("monday");
        String owner = only().owner();
        try (LogCapture log = new LogCapture(Map.of(JdbcJournal.class.getName(), Level.INFO));
                JdbcJournal another = new JdbcJournal(database, Duration.ofHours(1), scheduler)) {
            CompletableFuture<RunJournal> waits = CompletableFuture.supplyAsync(() -> {
                try {
                    return another.open(key("monday"), "text", DuplicateRecipient.skip);
                } catch (JournalException e) {
                    throw new CompletionException(e);
                }
            });
            await().until(() -> log.all().contains("waits for"));
            assertThat(log.all())
                    .contains("campaign=sale run=monday waits for " + owner)
                    .contains("freeRun sale monday ends the wait");
            assertThat(another.awaitedOwner(key("monday"))).contains(owner);

            register.free("sale", "monday");
            send(waits.get(), ANA, new AttemptResult.Accepted("R"));
            assertThat(another.awaitedOwner(key("monday"))).isEmpty();
        }
    }

    @Test
    void inARunThatIsHeldEverybodyElseIsUnknownUntilItIsReleased() throws Exception {
        RunJournal run = open("monday");
        send(run, ANA, new AttemptResult.Accepted("R"));
        run.close(RunStatus.OPEN, NOBODY);
        open("done").close(RunStatus.FINISHED, NOBODY);

        assertThat(restored.holdUnfinished()).isEqualTo(1);
        assertThat(restored.holdUnfinished()).as("it is held already").isZero();
        assertThat(restored.isHeld("sale", "monday")).isTrue();
        assertThat(restored.isHeld("sale", "done")).isFalse();
        assertThatThrownBy(() -> journal.accepted(key("other"), ExcludedRuns.of("monday")))
                .hasFieldOrPropertyWithValue("code", FailureCode.JOURNAL_UNAVAILABLE)
                .hasMessageContaining("releaseRun sale monday");
        RunJournal held = open("monday");
        assertThat(held.priorOutcomes().of(ANA)).isEqualTo(Outcome.ACCEPTED);
        assertThat(held.priorOutcomes().of(BEN)).isEqualTo(Outcome.UNKNOWN);
        held.close(RunStatus.FINISHED, NOBODY);

        assertThat(restored.release("sale", "monday")).isTrue();
        assertThat(restored.release("sale", "monday"))
                .as("it is not held any more")
                .isFalse();
        RunJournal released = open("monday");
        assertThat(released.wasFinished()).isFalse();
        assertThat(released.priorOutcomes().of(BEN)).isNull();
    }

    @Test
    void aRunThatTheDatabaseHasLostIsHeldToo() throws Exception {
        restored.hold("sale", "lost");

        assertThat(restored.isHeld("sale", "lost")).isTrue();
        assertThat(open("lost").priorOutcomes().of(ANA)).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void whoMayHaveTheMessageByAnotherRunIsExcludedOnceThatHasEnded() throws Exception {
        RunJournal run = open("monday");
        send(run, ANA, new AttemptResult.Accepted("R"));
        assertThatThrownBy(() -> journal.accepted(key("tuesday"), ExcludedRuns.of("monday")))
                .hasFieldOrPropertyWithValue("code", FailureCode.RUN_BUSY);
        run.close(RunStatus.FINISHED, NOBODY);

        for (String runs : List.of("monday", "*")) {
            RecipientSet excluded = journal.accepted(key("tuesday"), ExcludedRuns.of(runs));
            assertThat(excluded.contains(new ValidEntry(1, ANA))).isTrue();
            assertThat(excluded.contains(new ValidEntry(2, BEN))).isFalse();
        }
        assertThat(journal.accepted(key("monday"), ExcludedRuns.of("*")).size())
                .as("not itself")
                .isZero();
        assertThatThrownBy(() -> journal.accepted(key("tuesday"), ExcludedRuns.of("mondy")))
                .hasFieldOrPropertyWithValue("code", FailureCode.LIST_REFUSED)
                .hasMessageContaining("names the run mondy");
    }

    @Test
    void aRunThatWasErasedCannotBeExcludedByItsNameAndIsPassedOverAmongAll() throws Exception {
        open("monday").close(RunStatus.FINISHED, NOBODY);
        database.once(session -> session.update("UPDATE bulksms_run SET erased_at = 1"));

        assertThatThrownBy(() -> journal.accepted(key("tuesday"), ExcludedRuns.of("monday")))
                .hasFieldOrPropertyWithValue("code", FailureCode.LIST_REFUSED);
        assertThat(journal.accepted(key("tuesday"), ExcludedRuns.of("*")).size())
                .isZero();
    }

    private KnownRun only() throws Exception {
        List<KnownRun> runs = register.runs();
        assertThat(runs).hasSize(1);
        return runs.get(0);
    }

    private RunJournal open(String run) throws Exception {
        return journal.open(key(run), "text", DuplicateRecipient.skip);
    }

    private static RunKey key(String run) {
        return new RunKey("sale", run, 0);
    }

    private static void send(RunJournal run, Recipient recipient, AttemptResult result) throws Exception {
        run.finish(run.begin(RecipientBatch.of(List.of(recipient))), result);
    }
}
