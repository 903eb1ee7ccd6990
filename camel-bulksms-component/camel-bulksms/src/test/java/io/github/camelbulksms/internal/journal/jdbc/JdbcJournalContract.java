package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.camelbulksms.Campaigns;
import io.github.camelbulksms.JdbcRateLimiter;
import io.github.camelbulksms.JdbcSuppressionList;
import io.github.camelbulksms.internal.journal.JournalException;
import io.github.camelbulksms.internal.journal.PartStore;
import io.github.camelbulksms.internal.journal.PriorOutcomes;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.SessionIds;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.internal.report.ReportLog;
import io.github.camelbulksms.internal.report.ReportReader;
import io.github.camelbulksms.model.BulkSmsPart;
import io.github.camelbulksms.model.CampaignTotals;
import io.github.camelbulksms.model.DeliveryReport;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.FailureCode;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RecipientOutcome;
import io.github.camelbulksms.spi.RateLimiter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the journal promises on every database. */
@Timeout(120)
abstract class JdbcJournalContract {

    private static final Recipient FIRST = new Recipient("381601234567", "given");
    private static final Recipient SECOND = new Recipient("381601234568", null);
    private static final byte[] PART =
            new BulkSmsPart(1, "sale", "run", 1, "text", null, null, null, List.of(), List.of(), 0).toJson();
    private static final AttemptResult ACCEPTED = new AttemptResult.Accepted("B562A981D0E0010488434B07861B1862");

    private static final RunJournal.Reading NOBODY =
            new RunJournal.Reading(RecipientSet.of(DuplicateRecipient.skip), 0, Stream::empty);

    private final String run = UUID.randomUUID().toString();
    private final List<JdbcJournal> journals = new ArrayList<>();
    private final List<ScheduledExecutorService> schedulers = new ArrayList<>();

    abstract DataSource database();

    @AfterEach
    void stop() {
        journals.forEach(JdbcJournal::close);
        schedulers.forEach(ScheduledExecutorService::shutdownNow);
    }

    @Test
    void whatEndedIsKnownToWhoeverGoesOn() throws Exception {
        RunJournal run = open(journal());
        finish(run, FIRST, ACCEPTED);
        finish(run, SECOND, new AttemptResult.Unknown("cut"));
        run.close(RunStatus.OPEN, NOBODY);

        RunJournal again = open(journal());
        assertThat(again.priorOutcomes().of(FIRST)).isEqualTo(Outcome.ACCEPTED);
        assertThat(again.priorOutcomes().of(SECOND)).isEqualTo(Outcome.UNKNOWN);
        assertThat(again.wasFinished()).isFalse();
    }

    @Test
    void whatWasNotAcceptedMayBeSentToAgain() throws Exception {
        RunJournal run = open(journal());
        finish(run, FIRST, new AttemptResult.NotAccepted("-40007", "busy", null));
        finish(run, SECOND, new AttemptResult.Refused(-10001, "no"));
        run.close(RunStatus.OPEN, NOBODY);

        RunJournal again = open(journal());
        assertThat(again.priorOutcomes().isEmpty()).isTrue();
    }

    @Test
    void whoWantsNoMessagesIsKnownToWhoeverGoesOnAndWhoIsPostponedMayBeSentTo() throws Exception {
        RunJournal run = open(journal());
        run.leaveOut(RecipientBatch.of(List.of(FIRST)), Outcome.SUPPRESSED, "wants no messages");
        run.leaveOut(RecipientBatch.of(List.of(SECOND)), Outcome.POSTPONED, "quiet hours");
        run.close(RunStatus.OPEN, NOBODY);

        RunJournal again = open(journal());
        assertThat(again.priorOutcomes().of(FIRST)).isEqualTo(Outcome.SUPPRESSED);
        assertThat(again.priorOutcomes().of(SECOND)).isNull();
        assertThat(again.priorOutcomes().mayHaveReachedAny()).isFalse();
        finish(again, SECOND, ACCEPTED);
        again.close(RunStatus.FINISHED, NOBODY);
        CampaignTotals totals = new Campaigns(database()).totals("sale", this.run);
        assertThat(totals.attempts()).isEqualTo(1);
        assertThat(totals.accepted()).isEqualTo(1);
        assertThat(open(journal()).priorOutcomes().of(FIRST)).isEqualTo(Outcome.SUPPRESSED);
    }

    @Test
    void whoHasLostTheRunLeavesNobodyOut() throws Exception {
        JdbcJournal gone = journal();
        RunJournal lost = open(gone);
        end(gone);
        open(journal());
        assertThatThrownBy(() -> lost.leaveOut(RecipientBatch.of(List.of(FIRST)), Outcome.SUPPRESSED, "no"))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("was taken over by another process");
    }

    @Test
    void aSuppressionListKnowsWhoIsOnItEverywhereOrInACampaign() throws Exception {
        JdbcSuppressionList list = new JdbcSuppressionList(database());
        Campaigns campaigns = new Campaigns(database());
        String campaign = "of " + run;
        long[] asked =
                new Random().longs(1000, 1_000_000_000_000L, 9_999_999_999_999L).toArray();
        list.suppress("+" + asked[3]);
        list.suppress("+" + asked[3]);
        list.suppress(Long.toString(asked[998]), campaign);
        campaigns.suppress(Long.toString(asked[999]));

        assertThat(list.suppressed(campaign, asked).stream()).containsExactly(3, 998, 999);
        assertThat(list.suppressed("another", asked).stream()).containsExactly(3, 999);
        assertThat(list.suppressed(campaign, Arrays.copyOf(asked, 3)).isEmpty()).isTrue();
        assertThat(list.suppressed(campaign, new long[] {asked[3]}).stream()).containsExactly(0);

        list.unsuppress(Long.toString(asked[3]), campaign);
        assertThat(list.suppressed(campaign, asked).get(3))
                .as("suppressed everywhere")
                .isTrue();
        list.unsuppress("+" + asked[3]);
        campaigns.unsuppress("+" + asked[998], campaign);
        assertThat(list.suppressed(campaign, asked).stream()).containsExactly(999);
    }

    @Test
    void ofManyWhoSuppressTheSameNumberAtOnceNoneFails() throws Exception {
        JdbcSuppressionList list = new JdbcSuppressionList(database());
        String number = Long.toString(1_000_000_000_000L + new Random().nextInt(Integer.MAX_VALUE));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<CompletableFuture<Void>> all = IntStream.range(0, 8)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> {
                                try {
                                    list.suppress(number);
                                } catch (IOException e) {
                                    throw new CompletionException(e);
                                }
                            },
                            threads))
                    .toList();
            all.forEach(CompletableFuture::join);
        } finally {
            threads.shutdownNow();
        }
        assertThat(list.suppressed("sale", new long[] {Long.parseLong(number)}).get(0))
                .isTrue();
    }

    @Test
    void whatWasBegunAndNeverEndedIsUnknownAndAcceptedOnceItsEndIsNoted() throws Exception {
        JdbcJournal gone = journal();
        RunJournal lost = open(gone);
        long attempt = lost.begin(RecipientBatch.of(List.of(FIRST)));
        end(gone);

        // opening waits until the lease of the process that is gone has run out
        RunJournal run = open(journal());
        assertThat(run.priorOutcomes().of(FIRST)).isEqualTo(Outcome.UNKNOWN);
        assertThatThrownBy(() -> lost.begin(RecipientBatch.of(List.of(SECOND))))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("campaign=sale run=" + this.run + " was taken over by another process");
        lost.finish(attempt, ACCEPTED);
        lost.close(RunStatus.FINISHED, NOBODY);
        run.begin(RecipientBatch.of(List.of(SECOND)));
        run.close(RunStatus.OPEN, NOBODY);

        RunJournal later = open(journal());
        assertThat(later.priorOutcomes().of(FIRST)).isEqualTo(Outcome.ACCEPTED);
        assertThat(later.wasFinished()).as("who lost the run cannot end it").isFalse();
    }

    @Test
    void whatTurnsOutLateNotToHaveBeenAcceptedOpensAFinishedRunAgain() throws Exception {
        JdbcJournal gone = journal();
        RunJournal lost = open(gone);
        long attempt = lost.begin(RecipientBatch.of(List.of(FIRST)));
        end(gone);
        open(journal()).close(RunStatus.FINISHED, NOBODY);
        lost.finish(attempt, new AttemptResult.NotAccepted("-40007", "busy", null));

        RunJournal again = open(journal());
        assertThat(again.wasFinished()).isFalse();
        assertThat(again.priorOutcomes().of(FIRST)).isNull();
        again.close(RunStatus.FINISHED, NOBODY);
        assertThat(open(journal()).wasFinished()).isTrue();
    }

    @Test
    @Tag("slow")
    void aRunThatIsBeingSentIsNotGivenToAnother() throws Exception {
        RunJournal run = open(journal(database(), Duration.ofSeconds(3)));
        assertThatThrownBy(() -> open(journal())).hasMessageContaining("is being sent by");
        run.begin(RecipientBatch.of(List.of(FIRST)));
        run.close(RunStatus.FINISHED, NOBODY);

        assertThat(open(journal()).wasFinished()).isTrue();
    }

    @Test
    @Timeout(30)
    void whoWaitsForARunGetsItWhenItIsGivenBackAndNotOnlyWhenItsLeaseIsOver() throws Exception {
        JdbcJournal first = journal(database(), Duration.ofHours(1));
        JdbcJournal second = journal(database(), Duration.ofHours(1));
        RunJournal run = open(first);
        CompletableFuture<RunJournal> waiting = CompletableFuture.supplyAsync(() -> openUnchecked(second));

        run.close(RunStatus.FINISHED, NOBODY);

        assertThat(waiting.join().wasFinished()).isTrue();
    }

    @Test
    @Tag("slow")
    void ofManyProcessesThatRaceForARunOneGetsIt() throws Exception {
        AtomicInteger winners = new AtomicInteger();
        ExecutorService threads = Executors.newCachedThreadPool();
        List<CompletableFuture<Void>> racers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            JdbcJournal journal = journal(database(), Duration.ofSeconds(3));
            racers.add(CompletableFuture.runAsync(
                    () -> {
                        try {
                            open(journal).begin(RecipientBatch.of(List.of(FIRST)));
                            winners.incrementAndGet();
                        } catch (JournalException e) {
                            assertThat(e).hasMessageContaining("is being sent by");
                        }
                    },
                    threads));
        }
        racers.forEach(CompletableFuture::join);
        threads.shutdown();
        assertThat(winners).hasValue(1);
    }

    @Test
    void theTextMayChangeOnlyWhileNobodyMayHaveGotIt() throws Exception {
        open(journal()).close(RunStatus.OPEN, NOBODY);
        RunJournal run = journal().open(key(), "another text", DuplicateRecipient.skip);
        run.begin(RecipientBatch.of(List.of(FIRST)));
        run.close(RunStatus.OPEN, NOBODY);

        assertThatThrownBy(() -> open(journal())).hasFieldOrPropertyWithValue("code", FailureCode.TEXT_CHANGED);
        journal().open(key(), "another text", DuplicateRecipient.skip);
    }

    @Test
    void whatMakesTwoRecipientsTheSameMayChangeOnlyWhileNobodyMayHaveGotIt() throws Exception {
        open(journal()).close(RunStatus.OPEN, NOBODY);
        RunJournal run = journal().open(key(), "text", DuplicateRecipient.send);
        run.begin(RecipientBatch.of(List.of(FIRST)));
        run.close(RunStatus.OPEN, NOBODY);

        assertThatThrownBy(() -> open(journal()))
                .hasFieldOrPropertyWithValue("code", FailureCode.TEXT_CHANGED)
                .hasMessageContaining("was begun with duplicateRecipient=send, and is continued with skip");
        assertThatThrownBy(() -> journal().open(key(), "another text", DuplicateRecipient.skip))
                .hasMessageContaining("was begun with another text");
        journal().open(key(), "text", DuplicateRecipient.send);
    }

    @Test
    void aFinishedRunIsEnteredAgainByItsOwnSourceOnly() throws Exception {
        open("file of monday").close(RunStatus.OPEN, NOBODY);
        open("file of tuesday").close(RunStatus.FINISHED, NOBODY);
        open("file of tuesday").close(RunStatus.FINISHED, NOBODY);

        for (String other : new String[] {"file of wednesday", null}) {
            assertThatThrownBy(() -> open(other))
                    .hasFieldOrPropertyWithValue("code", FailureCode.RUN_FINISHED)
                    .hasMessageContaining("file of tuesday");
        }
        assertThat(open("file of tuesday").wasFinished()).isTrue();
    }

    private RunJournal open(String source) throws JournalException {
        return journal().open(key(), "text", source, DuplicateRecipient.skip);
    }

    @Test
    void partsOfARunAreInDifferentPossession() throws Exception {
        journal().open(new RunKey("sale", run, 1), "text", DuplicateRecipient.skip);
        journal().open(new RunKey("sale", run, 2), "text", DuplicateRecipient.skip);
    }

    @Test
    void aPlannedPartIsKnownToWhoeverPlansOn() throws Exception {
        PartStore plan = plan(journal());
        assertThat(planned(plan)).isEmpty();
        plan.add(1, PART);
        plan.add(2, new byte[] {1, 2, 3});
        plan.close(RunStatus.OPEN);

        PartStore again = plan(journal());
        assertThat(again.wasComplete()).isFalse();
        assertThat(planned(again)).containsExactly(1L, 2L);
        assertThat(again.part(2)).containsExactly(1, 2, 3);
        assertThatThrownBy(() -> again.part(3)).hasMessageContaining("part 3 was not planned");
        again.close(RunStatus.FINISHED);
        assertThat(plan(journal()).wasComplete()).isTrue();
    }

    @Test
    void aPlannedPartIsFinishedWhenItsRunIsAndNotWhenItTurnsOutLateThatSomebodyWasNotAccepted() throws Exception {
        PartStore plan = plan(journal());
        plan.add(1, PART);
        plan.add(2, PART);
        plan.add(3, PART);
        JdbcJournal gone = journal();
        RunJournal lost = gone.open(part(1), "text", DuplicateRecipient.skip);
        long attempt = lost.begin(RecipientBatch.of(List.of(FIRST)));
        end(gone);
        journal().open(part(1), "text", DuplicateRecipient.skip).close(RunStatus.FINISHED, NOBODY);
        journal().open(part(2), "text", DuplicateRecipient.skip).close(RunStatus.OPEN, NOBODY);

        assertThat(planned(plan)).containsExactly(-1L, 2L, 3L);
        lost.finish(attempt, new AttemptResult.NotAccepted("-40007", "busy", null));
        assertThat(planned(plan)).containsExactly(1L, 2L, 3L);
    }

    @Test
    @Tag("slow")
    void aPlanIsInOnePossessionAndWhoLostItPlansNothing() throws Exception {
        JdbcJournal gone = journal(database(), Duration.ofSeconds(2));
        PartStore lost = plan(gone);
        lost.add(1, PART);
        assertThatThrownBy(() -> plan(journal())).hasMessageContaining("is being sent by");
        assertThatThrownBy(() -> open(journal())).hasMessageContaining("is being sent by");
        end(gone);

        PartStore plan = plan(journal());
        assertThatThrownBy(() -> lost.add(2, PART))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("was taken over by another process");
        lost.close(RunStatus.FINISHED);
        plan.add(2, PART);
        plan.close(RunStatus.OPEN);
        assertThat(plan(journal()).wasComplete())
                .as("who lost the plan cannot end it")
                .isFalse();
    }

    @Test
    void thePlannedTextMayChangeOnlyWhileNothingIsPlanned() throws Exception {
        plan(journal()).close(RunStatus.OPEN);
        PartStore plan = journal().plan(key(), "another text", null);
        plan.add(1, PART);
        plan.close(RunStatus.OPEN);

        assertThatThrownBy(() -> plan(journal())).hasFieldOrPropertyWithValue("code", FailureCode.TEXT_CHANGED);
        assertThat(planned(journal().plan(key(), "another text", null))).containsExactly(1L);
    }

    @Test
    void aRunIsSentAsAWholeOrByItsPartsButNotBoth() throws Exception {
        PartStore plan = plan(journal());
        plan.add(1, PART);
        plan.close(RunStatus.OPEN);
        assertThatThrownBy(() -> open(journal())).hasMessageContaining("is sent by its parts");

        RunKey whole = new RunKey("whole", run, 0);
        RunJournal open = journal().open(whole, "text", DuplicateRecipient.skip);
        open.close(RunStatus.OPEN, NOBODY);
        journal().plan(whole, "text", null).close(RunStatus.OPEN);
        RunKey sent = new RunKey("sent", run, 0);
        RunJournal begun = journal().open(sent, "text", DuplicateRecipient.skip);
        begun.begin(RecipientBatch.of(List.of(FIRST)));
        begun.close(RunStatus.OPEN, NOBODY);
        assertThatThrownBy(() -> journal().plan(sent, "text", null)).hasMessageContaining("was sent as a whole");
    }

    @Test
    void withoutTheDatabaseNothingIsPlanned() throws Exception {
        ProbedDatabase flaky = new ProbedDatabase(database());
        PartStore plan = plan(journal(flaky.dataSource()));
        plan.add(1, PART);
        flaky.failsWith(new SQLException("the database is gone"));

        assertThatThrownBy(() -> plan.add(2, PART))
                .isInstanceOf(JournalException.class)
                .hasMessage("the journal cannot be written: the database is gone");
        assertThatThrownBy(() -> planned(plan)).hasMessage("the journal cannot be read: the database is gone");
        assertThatThrownBy(() -> plan.part(1)).hasMessage("the journal cannot be read: the database is gone");
    }

    @Test
    void whoIsSuspendedInTheMiddleOfPlanningKeepsNobodyWaitingAndWhatHePlannedIsSeen() throws Exception {
        SuspendedDatabase suspended = new SuspendedDatabase(database());
        PartStore sleeper = plan(journal(suspended.dataSource()));
        suspended.afterOneOfItsCaller();
        CompletableFuture<Void> added = CompletableFuture.runAsync(() -> {
            try {
                sleeper.add(1, PART);
            } catch (JournalException e) {
                throw new CompletionException(e);
            }
        });
        suspended.awaitSuspension();

        PartStore heir = plan(journal());
        assertThat(planned(heir)).containsExactly(1L);
        suspended.goOn();
        added.get();
        assertThatThrownBy(() -> sleeper.add(2, PART)).hasMessageContaining("was taken over by another process");
        heir.add(2, PART);
    }

    @Test
    void whatIsUnknownIsNamedAndCanBeSettled() throws Exception {
        RunJournal open = open(journal());
        finish(open, FIRST, new AttemptResult.Unknown("cut"));
        finish(open, SECOND, ACCEPTED);
        open.begin(RecipientBatch.of(List.of(new Recipient("1234567", null))));
        finish(open, new Recipient("1234568", null), new AttemptResult.NotAccepted("-40007", "busy", null));
        open.close(RunStatus.OPEN, NOBODY);
        Campaigns campaigns = new Campaigns(database());

        assertTotals(campaigns.totals("sale", run), 1, 2, 4);
        assertThat(campaigns.unknown("sale", run)).containsExactly(FIRST, new Recipient("1234567", null));
        campaigns.settle(key().campaign(), key().run(), List.of(FIRST), Outcome.ACCEPTED);
        assertThat(campaigns.unknown("sale", run)).containsExactly(new Recipient("1234567", null));
        assertTotals(campaigns.totals("sale", run), 2, 1, 4);
        assertThat(open(journal()).priorOutcomes().of(FIRST)).isEqualTo(Outcome.ACCEPTED);

        assertThatThrownBy(() -> campaigns.settle(key().campaign(), key().run(), List.of(SECOND), Outcome.ACCEPTED))
                .hasMessageContaining("has not all of the 1 recipients as unknown");
        assertThatThrownBy(() -> campaigns.settle(key().campaign(), key().run(), List.of(FIRST), Outcome.REFUSED))
                .hasMessageContaining("cannot be settled as REFUSED");
    }

    private static void assertTotals(CampaignTotals totals, long accepted, long unknown, long attempts) {
        assertThat(List.of(totals.accepted(), totals.unknown(), totals.attempts()))
                .containsExactly(accepted, unknown, attempts);
    }

    @Test
    void aRateLimiterHandsOutPlacesOneAfterTheOtherWhoeverAsks() throws Exception {
        RateLimiter first = new JdbcRateLimiter(database(), run, 0.1);
        RateLimiter second = new JdbcRateLimiter(database(), run, 0.1);

        assertThat(first.reserve()).isZero();
        assertThat(second.reserve()).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(10));
        assertThat(first.reserve()).isBetween(Duration.ofSeconds(17), Duration.ofSeconds(20));
        assertThat(new JdbcRateLimiter(database(), "other " + run, 0.1).reserve())
                .isZero();
        assertThat(CompletableFuture.supplyAsync(() -> reserveUnchecked(first)))
                .as("another thread")
                .succeedsWithin(Duration.ofSeconds(10));
    }

    private static Duration reserveUnchecked(RateLimiter limiter) {
        try {
            return limiter.reserve();
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    @Test
    void withoutTheDatabaseNothingBegins() throws Exception {
        ProbedDatabase flaky = new ProbedDatabase(database());
        RunJournal run = open(journal(flaky.dataSource()));
        flaky.failsWith(new SQLException("the database is gone"));

        assertThatThrownBy(() -> run.begin(RecipientBatch.of(List.of(FIRST))))
                .isInstanceOf(JournalException.class)
                .hasMessage("the journal cannot be written: the database is gone");
        assertThatThrownBy(() -> open(journal(flaky.dataSource()))).hasMessageContaining("cannot be read");
    }

    @Test
    void anEndThatCouldNotBeNotedIsNotedLater() throws Exception {
        ProbedDatabase flaky = new ProbedDatabase(database());
        RunJournal run = open(journal(flaky.dataSource()));
        long attempt = run.begin(RecipientBatch.of(List.of(FIRST)));
        flaky.failsWith(new SQLException("the database is gone"));
        run.finish(attempt, ACCEPTED);
        flaky.isBack();
        run.close(RunStatus.OPEN, NOBODY);

        assertThat(open(journal()).priorOutcomes().of(FIRST)).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    @Tag("slow")
    void aDataSourceThatThrowsSomethingElseEndsNoRenewal() throws Exception {
        ProbedDatabase flaky = new ProbedDatabase(database());
        RunJournal run = open(journal(flaky.dataSource()));
        CountDownLatch failures = new CountDownLatch(2);
        flaky.probe((what, real) -> {
            failures.countDown();
            throw new IllegalStateException("the bundle of the data source is being updated");
        });
        assertThat(failures.await(30, TimeUnit.SECONDS)).isTrue();
        CountDownLatch renewals = new CountDownLatch(6);
        flaky.probe((what, real) -> {
            Object result = real.call();
            if (what.startsWith("UPDATE")) {
                renewals.countDown();
            }
            return result;
        });
        assertThat(renewals.await(30, TimeUnit.SECONDS)).as("renewal goes on").isTrue();

        assertThatThrownBy(() -> open(journal())).hasMessageContaining("is being sent by");
        run.begin(RecipientBatch.of(List.of(FIRST)));
    }

    @Test
    void anErrorWhileARunIsLoadedGivesItBack() throws Exception {
        ProbedDatabase broken = new ProbedDatabase(database());
        JdbcJournal journal = journal(broken.dataSource(), Duration.ofHours(1));
        broken.probe((what, real) -> {
            if (what.contains("a.recipients")) {
                throw new OutOfMemoryError("injected");
            }
            return real.call();
        });
        assertThatThrownBy(() -> open(journal))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("OutOfMemoryError: injected");

        open(journal(database(), Duration.ofHours(1))).close(RunStatus.OPEN, NOBODY);
    }

    @Test
    void anEndThatCouldNotBeNotedIsNotLostWhateverTheDataSourceThrows() throws Exception {
        ProbedDatabase flaky = new ProbedDatabase(database());
        RunJournal run = open(journal(flaky.dataSource()));
        long attempt = run.begin(RecipientBatch.of(List.of(FIRST)));
        flaky.failsWith(new IllegalStateException("no target data source"));
        run.finish(attempt, ACCEPTED);
        assertThatThrownBy(() -> run.begin(RecipientBatch.of(List.of(SECOND))))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("no target data source");
        flaky.isBack();
        run.close(RunStatus.OPEN, NOBODY);

        PriorOutcomes prior = open(journal()).priorOutcomes();
        assertThat(prior.of(FIRST)).isEqualTo(Outcome.ACCEPTED);
        assertThat(prior.of(SECOND)).isNull();
    }

    @Test
    void aBeginWhoseCommitCameThroughUnseenIsWithdrawnAsNothingWasSent() throws Exception {
        ProbedDatabase flaky = new ProbedDatabase(database());
        RunJournal run = open(journal(flaky.dataSource()));
        flaky.probe((what, real) -> {
            Object result = real.call();
            if (what.contains("bulksms_attempt (")) {
                throw new SQLException("the connection was cut");
            }
            return result;
        });
        assertThatThrownBy(() -> run.begin(RecipientBatch.of(List.of(FIRST))))
                .hasMessage("the journal cannot be written: the connection was cut");
        flaky.isBack();
        run.close(RunStatus.OPEN, NOBODY);

        assertThat(open(journal()).priorOutcomes().isEmpty()).isTrue();
    }

    @Test
    void whatTheDatabaseUndidForTheSakeOfAnotherIsDoneAgain() throws Exception {
        ProbedDatabase busy = new ProbedDatabase(database());
        AtomicInteger failures = new AtomicInteger();
        ProbedDatabase.Probe probe = (what, real) -> {
            if (what.contains("INTO bulksms_") && failures.getAndIncrement() < 3) {
                throw rolledBack().get(failures.get() % rolledBack().size());
            }
            return real.call();
        };
        RunJournal run = open(journal(busy.dataSource()));
        busy.probe(probe);
        run.begin(RecipientBatch.of(List.of(FIRST)));
        assertThat(failures).hasValueGreaterThan(3);
        busy.isBack();
        ReportLog log = reportLog(busy.dataSource());
        byte[] raw = report("R8", "deadlock " + this.run);
        DeliveryReport report = ReportReader.read(raw);
        failures.set(0);
        busy.probe(probe);
        assertThat(log.claim(report, raw)).isEqualTo(ReportLog.Claim.CLAIMED);
        assertThat(failures).hasValueGreaterThan(3);
    }

    @Test
    void aBeginThatADeadlockUndidIsDoneAgain() throws Exception {
        ProbedDatabase seen = new ProbedDatabase(database());
        AtomicInteger undone = new AtomicInteger();
        JdbcJournal journal = journal(seen.dataSource(), Duration.ofHours(1));
        long runs = 0;
        // who of the two is undone is the database's choice, and whether they meet is a matter of time
        while (undone.get() == 0) {
            RunKey key = new RunKey("deadlock", run, ++runs);
            RunJournal open = journal.open(key, "text", DuplicateRecipient.skip);
            CountDownLatch begins = new CountDownLatch(1);
            seen.probe((what, real) -> {
                if (!what.contains("bulksms_attempt (")) {
                    return real.call();
                }
                begins.countDown();
                try {
                    return real.call();
                } catch (SQLException e) {
                    assertThat(e.getSQLState())
                            .isIn(rolledBack().stream()
                                    .map(SQLException::getSQLState)
                                    .toList());
                    undone.incrementAndGet();
                    throw e;
                }
            });
            try (Connection other = database().getConnection();
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                String where = " WHERE campaign = 'deadlock' AND run = '" + run + "' AND part = " + runs;
                statement.executeUpdate("INSERT INTO bulksms_attempt (run_id, attempt_number, fencing_token, state,"
                        + " recipient_count, begun_at) SELECT id, 1, 0, 'BEGUN', 0, 0 FROM bulksms_run" + where);
                CompletableFuture<Long> begin = CompletableFuture.supplyAsync(() -> {
                    try {
                        return open.begin(RecipientBatch.of(List.of(FIRST)));
                    } catch (JournalException e) {
                        throw new CompletionException(e);
                    }
                });
                begins.await();
                // the begin has the run by now, and waits for the number of its attempt
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100 * runs));
                assertThatCode(() -> statement.executeUpdate("UPDATE bulksms_run SET finished = FALSE" + where))
                        .satisfiesAnyOf(failure -> assertThat(failure).isNull(), failure -> assertThat(failure)
                                .isInstanceOf(SQLException.class));
                other.rollback();
                assertThat(begin.join()).isEqualTo(1);
            }
            seen.isBack();
            open.close(RunStatus.OPEN, NOBODY);
            RunJournal again = journal.open(key, "text", DuplicateRecipient.skip);
            assertThat(again.priorOutcomes().of(FIRST)).isEqualTo(Outcome.UNKNOWN);
            again.close(RunStatus.OPEN, NOBODY);
        }
    }

    @Test
    void aConnectionIsGivenBackAsItWas() throws Exception {
        try (Connection only = database().getConnection()) {
            only.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            only.setAutoCommit(false);
            ProbedDatabase poolOfOne = new ProbedDatabase(database());
            poolOfOne.probe((what, real) -> what.equals(ProbedDatabase.CONNECTION) ? staysOpen(only) : real.call());
            JdbcJournal journal = journal(poolOfOne.dataSource(), Duration.ofHours(1));
            RunJournal run = open(journal);
            finish(run, FIRST, ACCEPTED);
            run.close(RunStatus.OPEN, NOBODY);

            assertThat(only.getAutoCommit()).isFalse();
            assertThat(only.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
            assertThat(open(journal()).priorOutcomes().of(FIRST)).isEqualTo(Outcome.ACCEPTED);
        }
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsNotedAsNotAcceptedAtAnyStepOfATakeOverIsNotLost(int step) throws Exception {
        JdbcJournal gone = journal();
        RunJournal lost = open(gone);
        long attempt = lost.begin(RecipientBatch.of(List.of(FIRST)));
        end(gone);
        ProbedDatabase heirs = new ProbedDatabase(database());
        JournalDatabase looksAtFirst = new JournalDatabase(heirs.dataSource(), TableNames.DEFAULT);
        looksAtFirst.check();
        AtomicInteger statements = new AtomicInteger();
        AtomicBoolean taken = new AtomicBoolean();
        heirs.probe((what, real) -> {
            if (what.equals(ProbedDatabase.CONNECTION)) {
                return real.call();
            }
            Object result = taken.get() || step > 0 ? real.call() : null;
            taken.compareAndSet(
                    false,
                    what.startsWith("UPDATE bulksms_run AS r")
                            && Integer.valueOf(1).equals(result));
            if (step == 0 && result == null || taken.get() && statements.incrementAndGet() == step) {
                lost.finish(attempt, new AttemptResult.NotAccepted("-40007", "busy", null));
            }
            return result == null ? real.call() : result;
        });
        RunJournal heir = journal(looksAtFirst, Duration.ofMillis(500)).open(key(), "text", DuplicateRecipient.skip);
        heirs.isBack();
        if (statements.get() < step) {
            lost.finish(attempt, new AttemptResult.NotAccepted("-40007", "busy", null));
        }
        boolean unknownToTheHeir = heir.priorOutcomes().of(FIRST) == Outcome.UNKNOWN;
        heir.close(unknownToTheHeir ? RunStatus.FINISHED : RunStatus.OPEN, NOBODY);

        RunJournal next = open(journal());
        assertThat(next.priorOutcomes().of(FIRST)).isNull();
        assertThat(next.wasFinished()).isFalse();
    }

    /** Both wait for the attempt's row, one behind the other. */
    @ParameterizedTest
    @ValueSource(strings = {"former owner", "heir"})
    void whatIsNotedAsNotAcceptedInTheMiddleOfATakeOverIsNotLost(String first) throws Exception {
        ProbedDatabase owners = new ProbedDatabase(database());
        JdbcJournal gone = journal(owners.dataSource());
        RunJournal lost = open(gone);
        long attempt = lost.begin(RecipientBatch.of(List.of(FIRST)));
        end(gone);
        execute("UPDATE bulksms_run SET lease_until = 0 WHERE run = '" + run + "'");
        ProbedDatabase heirs = new ProbedDatabase(database());
        JdbcJournal taking = journal(heirs.dataSource());
        CompletableFuture<Void> noted;
        CompletableFuture<RunJournal> heir;
        try (Connection holder = database().getConnection();
                Statement lock = holder.createStatement()) {
            holder.setAutoCommit(false);
            lock.executeUpdate("UPDATE bulksms_attempt SET recipient_count = 1 WHERE run_id ="
                    + " (SELECT id FROM bulksms_run WHERE run = '" + run + "')");
            Runnable note = () -> lost.finish(attempt, new AttemptResult.NotAccepted("-40007", "busy", null));
            if (first.equals("heir")) {
                heir = arrives(heirs, () -> open(taking));
                noted = arrives(owners, Executors.callable(note, null));
            } else {
                noted = arrives(owners, Executors.callable(note, null));
                heir = arrives(heirs, () -> open(taking));
            }
            // a take-over that does not wait for the row has read the attempt by then, and the note comes behind it
            CompletableFuture<?> then = new CompletableFuture<>().completeOnTimeout(null, 300, TimeUnit.MILLISECONDS);
            CompletableFuture.anyOf(heir, then).join();
            holder.commit();
        }
        noted.join();
        boolean unknownToTheHeir = heir.join().priorOutcomes().of(FIRST) == Outcome.UNKNOWN;
        heir.join().close(unknownToTheHeir ? RunStatus.FINISHED : RunStatus.OPEN, NOBODY);

        RunJournal next = open(journal());
        assertThat(next.priorOutcomes().of(FIRST)).isNull();
        assertThat(next.wasFinished()).isFalse();
    }

    /** Starts an action, and returns when it is about to change attempts. */
    private static <T> CompletableFuture<T> arrives(ProbedDatabase database, Callable<T> action)
            throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(1);
        database.probe((what, real) -> {
            if (what.startsWith("UPDATE bulksms_attempt")) {
                arrived.countDown();
            }
            return real.call();
        });
        CompletableFuture<T> done = CompletableFuture.supplyAsync(() -> {
            try {
                return action.call();
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
        assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
        return done;
    }

    /** What a provider was sent, and what it accepted. */
    private record Truth(boolean firstAccepted, boolean secondSent) {}

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(strings = {"before", "after"})
    @Timeout(600)
    void whateverConnectionOrStatementFailsNobodyGetsItTwiceAndNobodyIsLost(String when) throws Exception {
        boolean failed = true;
        for (int step = 1; failed; step++) {
            ProbedDatabase faulty = new ProbedDatabase(database());
            JournalDatabase looksAtFirst = new JournalDatabase(faulty.dataSource(), TableNames.DEFAULT);
            looksAtFirst.check();
            JdbcJournal journal = journal(looksAtFirst, Duration.ofMillis(300));
            AtomicInteger calls = new AtomicInteger();
            int failing = step;
            faulty.probe((what, real) -> {
                if (calls.incrementAndGet() == failing) {
                    if (when.equals("before")) {
                        throw new SQLException("refused");
                    }
                    real.call();
                    throw new IllegalStateException("cut");
                }
                return real.call();
            });
            RunKey key = new RunKey("faults " + when, run, step);
            Truth truth = sendTwo(journal, key);
            failed = calls.get() >= failing;
            faulty.isBack();
            end(journal);

            RunJournal next = journal(database(), Duration.ofMillis(300)).open(key, "text", DuplicateRecipient.skip);
            Outcome first = next.priorOutcomes().of(FIRST);
            Outcome second = next.priorOutcomes().of(SECOND);
            next.close(RunStatus.OPEN, NOBODY);
            if (truth.firstAccepted()) {
                assertThat(first).as("fault at step %d", step).isIn(Outcome.ACCEPTED, Outcome.UNKNOWN);
            } else {
                assertThat(first).as("fault at step %d", step).isIn(null, Outcome.UNKNOWN);
            }
            assertThat(second)
                    .as("not accepted, fault at step %d", step)
                    .isIn(truth.secondSent() ? Arrays.asList(null, Outcome.UNKNOWN) : Arrays.asList((Outcome) null));
        }
    }

    /** The first is accepted, the second is not, as far as the journal lets them be sent to. */
    private static Truth sendTwo(JdbcJournal journal, RunKey key) {
        boolean firstAccepted = false;
        boolean secondSent = false;
        RunJournal open;
        try {
            open = journal.open(key, "text", DuplicateRecipient.skip);
        } catch (JournalException e) {
            return new Truth(false, false);
        }
        try {
            long attempt = open.begin(RecipientBatch.of(List.of(FIRST)));
            firstAccepted = true;
            open.finish(attempt, ACCEPTED);
            attempt = open.begin(RecipientBatch.of(List.of(SECOND)));
            secondSent = true;
            open.finish(attempt, new AttemptResult.NotAccepted("-40007", "busy", null));
        } catch (JournalException e) {
            // nothing more is sent
        }
        open.close(RunStatus.OPEN, NOBODY);
        return new Truth(firstAccepted, secondSent);
    }

    @Tag("slow")
    @Test
    void aStatementThatWaitsTooLongForALockFailsAndNothingBegins() throws Exception {
        JournalDatabase impatient = new JournalDatabase(database(), TableNames.DEFAULT, Duration.ofSeconds(1));
        RunJournal run = journal(impatient, Duration.ofHours(1)).open(key(), "text", DuplicateRecipient.skip);
        try (Connection holder = database().getConnection();
                Statement lock = holder.createStatement()) {
            holder.setAutoCommit(false);
            lock.executeUpdate("UPDATE bulksms_run SET finished = FALSE WHERE run = '" + this.run + "'");
            assertThatThrownBy(() -> run.begin(RecipientBatch.of(List.of(FIRST))))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("the journal cannot be written");
            holder.rollback();
        }
        run.begin(RecipientBatch.of(List.of(FIRST)));
    }

    @Test
    void whenAPoolIsExhaustedNothingBeginsAndTheRunGoesOnAfterwards() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database());
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(250);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            RunJournal run = open(journal(pool, Duration.ofHours(1)));
            try (Connection only = pool.getConnection()) {
                assertThat(only.isClosed()).isFalse();
                assertThatThrownBy(() -> run.begin(RecipientBatch.of(List.of(FIRST))))
                        .hasMessageContaining("the journal cannot be written");
            }
            finish(run, FIRST, ACCEPTED);
            run.close(RunStatus.OPEN, NOBODY);
        }
        assertThat(open(journal()).priorOutcomes().of(FIRST)).isEqualTo(Outcome.ACCEPTED);
    }

    private static Connection staysOpen(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                JdbcJournalContract.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) ->
                        method.getName().equals("close") ? null : method.invoke(connection, arguments));
    }

    @Test
    void eachSchemaAndPrefixHasTablesOfItsOwn() throws Exception {
        String schema = "tenant" + run.replace("-", "");
        execute("CREATE SCHEMA " + schema);
        TableNames names = TableNames.of(schema + ".sms_");
        RunJournal elsewhere = journal(database(), names).open(key(), "text", DuplicateRecipient.skip);
        finish(elsewhere, FIRST, ACCEPTED);
        elsewhere.close(RunStatus.FINISHED, NOBODY);
        JdbcRateLimiter limiter = new JdbcRateLimiter(database(), run, 0.1, schema + ".sms_");
        assertThat(limiter.reserve()).isZero();

        RunJournal here = open(journal());
        assertThat(here.priorOutcomes().isEmpty())
                .as("here nothing is known of it")
                .isTrue();
        here.close(RunStatus.OPEN, NOBODY);
        assertThat(new JdbcRateLimiter(database(), run, 0.1).reserve()).isZero();
        assertThat(journal(database(), names)
                        .open(key(), "text", DuplicateRecipient.skip)
                        .wasFinished())
                .isTrue();
        assertThat(new Campaigns(database(), schema + ".sms_").names()).containsExactly("sale");
        assertThat(new Campaigns(database(), schema + ".sms_")
                        .totals("sale", run)
                        .accepted())
                .isEqualTo(1);
    }

    @Test
    void eachTenantHasTablesInTheSchemaOfTheirOwnConnections() throws Exception {
        open(journal()).close(RunStatus.OPEN, NOBODY);
        String schema = "tenant" + run.replace("-", "");
        execute("CREATE SCHEMA " + schema);
        ProbedDatabase tenants = new ProbedDatabase(database());
        tenants.probe((what, real) -> {
            Object result = real.call();
            if (result instanceof Connection connection) {
                use(connection, schema);
            }
            return result;
        });
        RunJournal elsewhere = open(journal(tenants.dataSource()));
        finish(elsewhere, FIRST, ACCEPTED);
        elsewhere.close(RunStatus.FINISHED, NOBODY);

        RunJournal here = open(journal());
        assertThat(here.priorOutcomes().isEmpty())
                .as("here nothing is known of it")
                .isTrue();
        here.close(RunStatus.OPEN, NOBODY);
        assertThat(open(journal(tenants.dataSource())).wasFinished()).isTrue();
    }

    /** Makes a schema that of a connection. */
    void use(Connection connection, String schema) throws SQLException {
        connection.setSchema(schema);
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What the driver throws when the database has undone a transaction for the sake of another one. */
    /** What the driver says of a transaction that was undone for the sake of another. */
    abstract List<SQLException> rolledBack();

    @Test
    void whoIsSuspendedInTheMiddleOfABeginKeepsNobodyWaitingAndWhatHeBeganIsSeen() throws Exception {
        SuspendedDatabase suspended = new SuspendedDatabase(database());
        RunJournal sleeper = open(journal(suspended.dataSource()));
        suspended.afterOneOfItsCaller();
        CompletableFuture<Long> begun = CompletableFuture.supplyAsync(() -> begin(sleeper));
        suspended.awaitSuspension();

        assertThat(open(journal()).priorOutcomes().of(FIRST)).isEqualTo(Outcome.UNKNOWN);
        suspended.goOn();
        begun.get();
        assertThatThrownBy(() -> sleeper.begin(RecipientBatch.of(List.of(SECOND))))
                .hasMessageContaining("was taken over by another process");
    }

    private RunJournal openUnchecked(JdbcJournal journal) {
        try {
            return open(journal);
        } catch (JournalException e) {
            throw new CompletionException(e);
        }
    }

    /** A process opens a run that was given back, and is suspended behind so many statements. */
    private CompletableFuture<RunJournal> openUntilSuspended(SuspendedDatabase suspended, int statements)
            throws Exception {
        open(journal()).close(RunStatus.OPEN, NOBODY);
        JournalDatabase looksAtFirst = new JournalDatabase(suspended.dataSource(), TableNames.DEFAULT);
        looksAtFirst.check();
        JdbcJournal journal = journal(looksAtFirst, Duration.ofMillis(500));
        suspended.after(statements);
        CompletableFuture<RunJournal> opened = CompletableFuture.supplyAsync(() -> openUnchecked(journal));
        suspended.awaitSuspension();
        return opened;
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void whoIsSuspendedInTheMiddleOfAnOpeningKeepsNobodyWaiting(int statements) throws Exception {
        SuspendedDatabase suspended = new SuspendedDatabase(database());
        CompletableFuture<RunJournal> opened = openUntilSuspended(suspended, statements);

        RunJournal heir = open(journal());
        suspended.goOn();
        RunJournal sleeper = opened.handle((run, late) -> run).get();
        if (sleeper != null) {
            assertThatThrownBy(() -> sleeper.begin(RecipientBatch.of(List.of(SECOND))))
                    .hasMessageContaining("was taken over by another process");
        }
        heir.begin(RecipientBatch.of(List.of(FIRST)));
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void whoIsSuspendedInTheMiddleOfAnOpeningTakesNoNameFromTheirHeir(int statements) throws Exception {
        SuspendedDatabase suspended = new SuspendedDatabase(database());
        CompletableFuture<RunJournal> opened = openUntilSuspended(suspended, statements);

        open(journal()).leaveOut(RecipientBatch.of(List.of(FIRST)), Outcome.POSTPONED, "they sleep");
        suspended.goOn();
        opened.handle((run, late) -> run).get();

        assertThat(query("SELECT COUNT(*) FROM bulksms_attempt a JOIN bulksms_run r ON r.id = a.run_id WHERE r.run = '"
                        + run + "' AND a.state = 'POSTPONED' AND a.recipients IS NOT NULL"))
                .containsExactly("1");
    }

    /** Each statement is a transaction of its own: the lease is taken when what comes behind it fails. */
    @Test
    void whoseTakeOverIsUndoneBehindItsLeaseWaitsForNoLeaseOfTheirOwn() throws Exception {
        JdbcJournal gone = journal();
        open(gone).begin(RecipientBatch.of(List.of(FIRST)));
        end(gone);
        AtomicBoolean undone = new AtomicBoolean();
        ProbedDatabase probed = new ProbedDatabase(database());
        probed.probe((what, real) -> {
            if (what.contains("SET state = 'ABANDONED'") && undone.compareAndSet(false, true)) {
                throw rolledBack().get(0);
            }
            return real.call();
        });
        JdbcJournal heir = journal(new JournalDatabase(probed.dataSource(), TableNames.DEFAULT), Duration.ofHours(1));

        CompletableFuture<RunJournal> opened = CompletableFuture.supplyAsync(() -> openUnchecked(heir));

        assertThat(opened.get(2, TimeUnit.MINUTES).priorOutcomes().of(FIRST)).isEqualTo(Outcome.UNKNOWN);
        assertThat(undone).isTrue();
    }

    private static long begin(RunJournal run) {
        try {
            return run.begin(RecipientBatch.of(List.of(FIRST)));
        } catch (JournalException e) {
            throw new CompletionException(e);
        }
    }

    @Test
    void whoeverWasReportedOfIsNotUnknownAnyMoreWheneverTheReportCame() throws Exception {
        Recipient early = new Recipient("1234567", "early " + run);
        Recipient late = new Recipient("1234568", "late " + run);
        Recipient silent = new Recipient("1234569", "silent " + run);
        reported("R1", early.sessionId());
        RunJournal open = open(journal());
        finish(open, early, new AttemptResult.Unknown("cut"));
        finish(open, late, new AttemptResult.Unknown("cut"));
        finish(open, silent, new AttemptResult.Unknown("cut"));
        open.close(RunStatus.OPEN, NOBODY);
        reported("R2", late.sessionId());
        Campaigns campaigns = new Campaigns(database());

        assertThat(campaigns.unknown("sale", run)).containsExactly(silent);
        assertTotals(campaigns.totals("sale", run), 2, 1, 3);
        PriorOutcomes settled = open(journal()).priorOutcomes();
        assertThat(settled.of(early)).isEqualTo(Outcome.ACCEPTED);
        assertThat(settled.of(late)).isEqualTo(Outcome.ACCEPTED);
        assertThat(settled.of(silent)).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aSessionIdThatTwoUnknownRecipientsShareSettlesNeither() throws Exception {
        Recipient one = new Recipient("1234567", "shared " + run);
        Recipient other = new Recipient("1234568", "shared " + run);
        RunJournal first = open(journal());
        finish(first, one, new AttemptResult.Unknown("cut"));
        first.close(RunStatus.OPEN, NOBODY);
        RunJournal second = journal().open(new RunKey("other", run, 0), "text", DuplicateRecipient.skip);
        finish(second, other, new AttemptResult.Unknown("cut"));
        second.close(RunStatus.OPEN, NOBODY);
        reported("R3", "shared " + run);

        assertThat(new Campaigns(database()).unknown("sale", run)).containsExactly(one);
        assertThat(new Campaigns(database()).unknown("other", run)).containsExactly(other);
    }

    @Test
    void aReportOnARequestWhoseReplyCameSettlesNobodyElse() throws Exception {
        Recipient unknown = new Recipient("1234567", "given " + run);
        RunJournal open = open(journal());
        finish(open, unknown, new AttemptResult.Unknown("cut"));
        finish(open, SECOND, new AttemptResult.Accepted("R4 " + run));
        open.close(RunStatus.OPEN, NOBODY);
        reported("R4 " + run, unknown.sessionId());

        assertThat(new Campaigns(database()).unknown("sale", run)).containsExactly(unknown);
    }

    @Test
    void aReportIsTakenOnceWhoeverAsksAndAgainAsLongAsNobodyTookIt() throws Exception {
        DeliveryReport report = ReportReader.read(report("R5", "once " + run));
        byte[] raw = report("R5", "once " + run);
        ReportLog first = reportLog(database());

        assertThat(first.claim(report, raw)).isEqualTo(ReportLog.Claim.CLAIMED);
        assertThat(first.claim(report, raw)).isEqualTo(ReportLog.Claim.IN_PROGRESS);
        first.release(report);
        assertThat(reportLog(database()).claim(report, raw)).isEqualTo(ReportLog.Claim.CLAIMED);
        assertThat(first.claim(report, raw)).isEqualTo(ReportLog.Claim.CLAIMED);
        first.processed(report);
        assertThat(first.claim(report, raw)).isEqualTo(ReportLog.Claim.PROCESSED);
        assertThat(reportLog(database()).claim(report, raw)).isEqualTo(ReportLog.Claim.PROCESSED);
    }

    @Test
    void aReportThatCannotBeStoredIsTakenByNobody() throws Exception {
        ProbedDatabase flaky = new ProbedDatabase(database());
        ReportLog log = reportLog(flaky.dataSource());
        DeliveryReport report = ReportReader.read(report("R6", "flaky " + run));
        flaky.failsWith(new SQLException("the database is gone"));

        assertThatThrownBy(() -> log.claim(report, new byte[0]))
                .hasMessage("the journal cannot store it: the database is gone");
        flaky.isBack();
        assertThat(log.claim(report, new byte[0])).isEqualTo(ReportLog.Claim.CLAIMED);
        flaky.failsWith(new SQLException("the database is gone"));
        assertThatThrownBy(() -> log.processed(report)).hasMessage("the journal cannot note it: the database is gone");
        flaky.isBack();
        assertThat(log.claim(report, new byte[0])).isEqualTo(ReportLog.Claim.CLAIMED);
    }

    @Test
    void theTotalsOfACampaignSayHowItEndedForEveryone() throws Exception {
        String campaign = "totals " + run;
        List<Recipient> accepted = recipients(1234560, 9);
        RunJournal open = journal().open(new RunKey(campaign, "1", 0), "text", DuplicateRecipient.skip);
        open.finish(open.begin(RecipientBatch.of(accepted)), new AttemptResult.Accepted("T1 " + run));
        List<Recipient> unknown = recipients(1234570, 2);
        open.finish(open.begin(RecipientBatch.of(unknown)), new AttemptResult.Unknown("cut"));
        open.recordReadCount(12);
        open.close(RunStatus.OPEN, NOBODY);
        RunJournal next = journal().open(new RunKey(campaign, "2", 0), "text", DuplicateRecipient.skip);
        List<Recipient> again = recipients(1234560, 1);
        next.finish(next.begin(RecipientBatch.of(again)), new AttemptResult.Accepted("T2 " + run));
        next.recordReadCount(1);
        next.recordReadCount(3);
        next.recordReadCount(2);
        next.close(RunStatus.FINISHED, NOBODY);
        int[] codes = {200, 507, 507, 503, 510, 251, 292, 999};
        for (int i = 0; i < codes.length; i++) {
            reported("T1 " + run, accepted.get(i).sessionId(), codes[i], "2026-10-21T14:05:36Z");
        }
        reported("T1 " + run, accepted.get(0).sessionId(), 292, "2026-10-21T14:05:35Z");
        reported("T1 " + run, "somebody else", 200, "2026-10-21T14:05:36Z");
        reported("lost " + run, unknown.get(0).sessionId(), 200, "2026-10-21T14:05:36Z");
        Campaigns campaigns = new Campaigns(database());

        CampaignTotals totals = campaigns.totals(campaign);
        assertThat(totals)
                .isEqualTo(new CampaignTotals(
                        campaign,
                        2,
                        15,
                        3,
                        11,
                        1,
                        new TreeMap<>(),
                        2,
                        3,
                        new TreeMap<>(
                                Map.of("503 carrier rejected, temporary", 1L, "507 invalid destination address", 2L)),
                        1,
                        2,
                        3,
                        1));
        assertThat(campaigns.totals(campaign, "1").accepted()).isEqualTo(10);
        assertThat(campaigns.totals(campaign, "2"))
                .isEqualTo(new CampaignTotals(
                        campaign, 1, 3, 1, 1, 0, new TreeMap<>(), 0, 0, new TreeMap<>(), 0, 0, 1, 0));
        assertThat(campaigns.totals(campaign, "3").runs()).isZero();
        assertThat(campaigns.names()).contains(campaign);
    }

    @Test
    void theRecipientsOfACampaignComeWithTheirFinalStateAsCsv() throws Exception {
        String campaign = "csv, \"quoted\" " + run;
        List<Recipient> recipients = recipients(1234560, 2);
        RunJournal open = journal().open(new RunKey(campaign, "1", 0), "text", DuplicateRecipient.skip);
        open.finish(open.begin(RecipientBatch.of(recipients)), new AttemptResult.Accepted("C1 " + run));
        Recipient lost = new Recipient("1234569", null);
        open.finish(open.begin(RecipientBatch.of(List.of(lost))), new AttemptResult.Unknown("cut"));
        open.close(RunStatus.OPEN, NOBODY);
        reported("C1 " + run, recipients.get(0).sessionId(), 507, "2026-10-21T14:05:36Z");

        try (InputStream csv = new Campaigns(database()).csv(campaign)) {
            String quoted = "\"csv, \"\"quoted\"\" " + run + "\"";
            assertThat(new String(csv.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(String.join(
                            "\r\n",
                            "phone,sessionId,campaign,run,outcome,status,code,meaning,final,updatedAt,referenceId,"
                                    + "reason,position,entry",
                            "1234560," + recipients.get(0).sessionId() + "," + quoted
                                    + ",1,accepted,failed,507,invalid destination address,true,2026-10-21T14:05:36Z,C1 "
                                    + run + ",,,",
                            "1234561," + recipients.get(1).sessionId() + "," + quoted + ",1,accepted,,,,false,,C1 "
                                    + run + ",,,",
                            "1234569,," + quoted + ",1,unknown,,,,false,,,,,",
                            ""));
        }
    }

    @Test
    void everybodyWhoWasReadIsInTheCsvAndInTheTotals() throws Exception {
        String campaign = "everybody " + run;
        RunKey key = new RunKey(campaign, "1", 0);
        List<Recipient> all = recipients(1234560, 6);
        RunJournal open = journal().open(key, "text", DuplicateRecipient.skip);
        open.finish(open.begin(RecipientBatch.of(all.subList(0, 1))), new AttemptResult.Accepted("E1 " + run));
        open.begin(RecipientBatch.of(all.subList(1, 2)));
        open.leaveOut(RecipientBatch.of(all.subList(2, 3)), Outcome.SUPPRESSED, "opted out");
        assertThat(csv(campaign))
                .as("while it is being sent")
                .containsExactly(
                        "1234560 accepted E1 " + run + " ",
                        "1234561 unknown  ",
                        "1234562 suppressed  left out of their batch");

        open.recordReadCount(7);
        open.close(
                RunStatus.OPEN,
                reading(
                        RecipientOutcome.invalid(1, "1\n2", "too short"),
                        RecipientOutcome.of(Outcome.UNKNOWN, 3, all.get(1), "cut"),
                        RecipientOutcome.of(Outcome.SUPPRESSED, 4, all.get(2), "opted out"),
                        RecipientOutcome.of(Outcome.UNSENT, 5, all.get(3), "stopped"),
                        RecipientOutcome.of(Outcome.POSTPONED, 6, all.get(4), "quiet"),
                        RecipientOutcome.of(Outcome.REFUSED, 7, all.get(5), "refused")));
        RunJournal part = journal().open(new RunKey(campaign, "1", 2), "text", DuplicateRecipient.skip);
        part.close(RunStatus.OPEN, reading(RecipientOutcome.of(Outcome.UNSENT, 9, FIRST, "stopped")));
        assertThat(csv(campaign))
                .as("given back")
                .containsExactly(
                        "1234560 accepted E1 " + run + " ",
                        "1234561 unknown  ",
                        " invalid  too short",
                        "1234562 suppressed  opted out",
                        "1234563 unsent  stopped",
                        "1234564 postponed  quiet",
                        "1234565 refused  refused",
                        "381601234567 unsent  stopped");

        RunJournal again = journal().open(key, "text", DuplicateRecipient.skip);
        again.finish(again.begin(RecipientBatch.of(all.subList(3, 4))), new AttemptResult.Accepted("E2 " + run));
        again.leaveOut(RecipientBatch.of(all.subList(4, 5)), Outcome.SUPPRESSED, "opted out");
        assertThat(csv(campaign))
                .as("while it is sent again")
                .containsExactly(
                        "1234560 accepted E1 " + run + " ",
                        "1234563 accepted E2 " + run + " ",
                        "1234561 unknown  ",
                        "1234564 suppressed  left out of their batch",
                        " invalid  too short",
                        "1234562 suppressed  opted out",
                        "1234565 refused  refused",
                        "381601234567 unsent  stopped");
        CampaignTotals totals = new Campaigns(database()).totals(campaign);
        assertThat(totals.notAccepted())
                .isEqualTo(Map.of("invalid", 1L, "suppressed", 2L, "refused", 1L, "unsent", 1L));
        assertThat(List.of(totals.accepted(), totals.unknown())).containsExactly(2L, 1L);
    }

    /** Number, outcome, reference ID and reason. */
    private List<String> csv(String campaign) throws Exception {
        try (InputStream csv = new Campaigns(database()).csv(campaign)) {
            return new String(csv.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .map(cells -> String.join(" ", cells[0], cells[4], cells[10], cells[11]))
                    .toList();
        }
    }

    @Test
    void whoeverIsSettledIsSoInTheViewToo() throws Exception {
        Campaigns campaigns = new Campaigns(database());
        RunJournal open = open(journal());
        open.finish(open.begin(RecipientBatch.of(List.of(FIRST, SECOND))), new AttemptResult.Unknown("cut"));
        open.close(
                RunStatus.FINISHED,
                reading(
                        RecipientOutcome.of(Outcome.UNKNOWN, 1, FIRST, "cut"),
                        RecipientOutcome.of(Outcome.UNKNOWN, 2, SECOND, "cut")));

        campaigns.settle(
                "sale",
                run,
                new ByteArrayInputStream(("phone,outcome\n" + FIRST.phoneNumber() + ",accepted\n" + SECOND.phoneNumber()
                                + ",not_accepted")
                        .getBytes(StandardCharsets.UTF_8)));

        assertThat(query("SELECT phone_number, outcome, reason FROM bulksms_not_accepted WHERE run = '" + run + "'"))
                .containsExactly(SECOND.phoneNumber() + " UNSENT settled as not accepted");
        assertThat(campaigns.totals("sale", run).notAccepted()).isEqualTo(Map.of("unsent", 1L));
        assertThat(campaigns.unknown("sale", run)).isEmpty();
    }

    @Test
    @Tag("slow")
    void aReportLeadsToItsRecipientWhereThatIsCertain() throws Exception {
        String campaign = "whose " + run;
        List<Recipient> recipients = recipients(1234560, 3);
        RunJournal open = journal().open(new RunKey(campaign, "1", 0), "text", DuplicateRecipient.skip);
        open.finish(open.begin(RecipientBatch.of(recipients.subList(0, 2))), new AttemptResult.Accepted("W1 " + run));
        open.finish(open.begin(RecipientBatch.of(recipients.subList(2, 3))), new AttemptResult.Unknown("cut"));
        open.close(RunStatus.OPEN, NOBODY);
        Campaigns campaigns = new Campaigns(database());
        long before = campaigns.uncorrelated();

        assertThat(whose(campaigns, "W1 " + run, recipients.get(1).sessionId()))
                .contains(new DeliveryReport.Owner(campaign, "1", recipients.get(1)));
        assertThat(whose(campaigns, "lost " + run, recipients.get(2).sessionId()))
                .contains(new DeliveryReport.Owner(campaign, "1", recipients.get(2)));
        assertThat(whose(campaigns, "W1 " + run, recipients.get(2).sessionId())).isEmpty();
        assertThat(whose(campaigns, "W1 " + run, "nobody")).isEmpty();
        assertThat(whose(campaigns, "lost " + run, recipients.get(1).sessionId()))
                .isEmpty();
        reported("lost " + run, recipients.get(2).sessionId());
        reported("W1 " + run, "nobody");
        reported("nobody's " + run, recipients.get(1).sessionId());
        assertThat(campaigns.uncorrelated()).isEqualTo(before + 2);
    }

    @Test
    void aReportThatComesBeforeTheReplyFindsItsRecipientByTheIdItself() throws Exception {
        String campaign = "turned back " + run;
        for (int i = 0; i < 3; i++) {
            journal()
                    .open(new RunKey(campaign, "run " + i, i), "text", DuplicateRecipient.skip)
                    .close(RunStatus.OPEN, NOBODY);
        }
        String sessionId = new SessionIds(campaign, "run 1").of("381601234567");
        ProbedDatabase watched = new ProbedDatabase(database());
        Campaigns campaigns = new Campaigns(watched.dataSource());

        assertThat(whose(campaigns, "unheard of " + run, sessionId))
                .contains(new DeliveryReport.Owner(campaign, "run 1", new Recipient("381601234567", sessionId)));
        assertThat(whose(campaigns, "unheard of " + run, new SessionIds(campaign, "run 9").of("381601234567")))
                .isEmpty();
    }

    @Test
    void whoDidNotGetItAndWhyIsAPlainQuery() throws Exception {
        String campaign = "view " + run;
        RunKey key = new RunKey(campaign, "1", 0);
        RunJournal open = journal().open(key, "text", DuplicateRecipient.skip);
        Recipient failed = new Recipient("381601234560", new SessionIds(campaign, "1").of("381601234560"));
        Recipient settled = new Recipient("381601234561", new SessionIds(campaign, "1").of("381601234561"));
        open.finish(open.begin(RecipientBatch.of(List.of(failed))), new AttemptResult.Accepted("V1 " + run));
        open.finish(open.begin(RecipientBatch.of(List.of(settled))), new AttemptResult.Unknown("cut"));
        open.close(
                RunStatus.OPEN,
                reading(
                        RecipientOutcome.invalid(1, "12", "too short"),
                        RecipientOutcome.of(Outcome.UNKNOWN, 2, settled, "cut"),
                        RecipientOutcome.of(Outcome.UNSENT, 3, SECOND, "not sent")));
        assertThat(notAccepted(campaign))
                .containsExactly("null INVALID too short", "381601234561 UNKNOWN cut", "381601234568 UNSENT not sent");

        reported("V1 " + run, failed.sessionId(), 507, "2026-10-21T14:05:36Z");
        reported("lost " + run, settled.sessionId(), 200, "2026-10-21T14:05:36Z");
        assertThat(notAccepted(campaign))
                .containsExactly(
                        "null INVALID too short",
                        "381601234560 FAILED 507 invalid destination address",
                        "381601234568 UNSENT not sent");
        RunJournal again = journal().open(key, "text", DuplicateRecipient.skip);
        again.close(RunStatus.OPEN, reading(RecipientOutcome.invalid(1, "12", "too short")));
        assertThat(notAccepted(campaign))
                .containsExactly("null INVALID too short", "381601234560 FAILED 507 invalid destination address");
    }

    private static RunJournal.Reading reading(RecipientOutcome... named) {
        return new RunJournal.Reading(RecipientSet.of(DuplicateRecipient.skip), 0, () -> Stream.of(named));
    }

    private List<String> notAccepted(String campaign) throws SQLException {
        return query("SELECT phone_number, outcome, reason FROM bulksms_not_accepted WHERE campaign = '" + campaign
                + "' ORDER BY COALESCE(phone_number, 0)");
    }

    private List<String> query(String sql) throws SQLException {
        try (Connection connection = database().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                all.add(String.join(" ", row.stream().map(String::valueOf).toList()));
            }
            return all;
        }
    }

    @Test
    void whoeverIsErasedIsGoneAndTheirRunsDoNotSendToThem() throws Exception {
        RunJournal open = open(journal());
        finish(open, FIRST, ACCEPTED);
        finish(open, SECOND, new AttemptResult.Unknown("cut"));
        open.close(
                RunStatus.OPEN,
                reading(
                        RecipientOutcome.of(Outcome.UNKNOWN, 2, SECOND, "cut"),
                        RecipientOutcome.invalid(3, "+381 60 123-45-68 (old)", "no")));
        reported("B562A981D0E0010488434B07861B1862", "given");
        Campaigns campaigns = new Campaigns(database());

        assertThat(campaigns.erase("+" + FIRST.phoneNumber())).isPositive();
        assertThat(campaigns.erase(SECOND.phoneNumber())).isPositive();
        assertThat(campaigns.erase(SECOND.phoneNumber())).isZero();
        RunJournal again = open(journal());
        assertThat(again.priorOutcomes().of(FIRST)).isEqualTo(Outcome.SUPPRESSED);
        assertThat(again.priorOutcomes().of(SECOND)).isEqualTo(Outcome.SUPPRESSED);
        assertThat(again.priorOutcomes().of(new Recipient("381601234569", null)))
                .isNull();
        again.close(RunStatus.OPEN, reading(RecipientOutcome.of(Outcome.SUPPRESSED, 2, SECOND, "erased")));
        assertThat(query("SELECT * FROM bulksms_outcome o JOIN bulksms_run r ON r.id = o.run_id WHERE r.run = '" + run
                        + "'"))
                .isEmpty();
        byte[] late = report("B562A981D0E0010488434B07861B1862", "given", 507, "2027-10-21T14:05:36Z");
        ReportLog log = reportLog(database());
        assertThat(log.claim(ReportReader.read(late), late)).isEqualTo(ReportLog.Claim.CLAIMED);
        log.processed(ReportReader.read(late));
        assertThat(campaigns.erase(FIRST.phoneNumber()))
                .as("of a late report nothing is kept")
                .isZero();
    }

    @Test
    void whoeverIsErasedFromAPlanIsNotPlannedAgain() throws Exception {
        BulkSmsPart part = new BulkSmsPart(
                1,
                "sale",
                run,
                1,
                "text",
                null,
                null,
                null,
                List.of(
                        new BulkSmsPart.Addressee(1, FIRST.phoneNumber(), "given"),
                        new BulkSmsPart.Addressee(2, SECOND.phoneNumber(), null)),
                List.of(new BulkSmsPart.Invalid(3, "381601234567x", "no")),
                0);
        PartStore plan = plan(journal());
        plan.add(1, part.toJson());
        plan.close(RunStatus.FINISHED);
        new Campaigns(database()).erase(FIRST.phoneNumber());

        PartStore again = plan(journal());
        BulkSmsPart left = BulkSmsPart.ofJson(again.part(1));
        assertThat(left.recipients())
                .extracting(BulkSmsPart.Addressee::phoneNumber)
                .containsExactly(SECOND.phoneNumber());
        assertThat(left.invalid()).isEmpty();
        assertThat(left.duplicates()).isEqualTo(2);
        assertThat(again.isErased(Long.parseLong(FIRST.phoneNumber()))).isTrue();
        assertThat(again.isErased(Long.parseLong(SECOND.phoneNumber()))).isFalse();
    }

    @Test
    void aPlanThatIsCompleteIsRefusedFromAnotherSource() throws Exception {
        journal().plan(key(), "text", "monday").close(RunStatus.OPEN);
        journal().plan(key(), "text", "tuesday").close(RunStatus.FINISHED);

        journal().plan(key(), "text", "tuesday").close(RunStatus.FINISHED);
        assertThatThrownBy(() -> journal().plan(key(), "text", "wednesday"))
                .hasFieldOrPropertyWithValue("code", FailureCode.RUN_FINISHED);
    }

    @Test
    void aFinishedRunIsErasedToItsNameWhichIsRefused() throws Exception {
        RunJournal open = open(journal());
        finish(open, FIRST, ACCEPTED);
        finish(open, SECOND, new AttemptResult.Unknown("cut"));
        open.close(RunStatus.FINISHED, reading(RecipientOutcome.of(Outcome.UNKNOWN, 2, SECOND, "cut")));
        RunJournal part = journal().open(part(3), "text", DuplicateRecipient.skip);
        finish(part, FIRST, new AttemptResult.Accepted("part " + run));
        reported("part " + run, "given");
        Retention atOnce = new Retention(new JournalDatabase(database(), TableNames.DEFAULT), Duration.ofMillis(1));

        atOnce.erase();
        assertThat(rowsOf(run)).as("a part is in progress").isEqualTo("2 3");
        part.close(RunStatus.FINISHED, NOBODY);
        await().untilAsserted(() -> {
            atOnce.erase();
            assertThat(rowsOf(run)).isEqualTo("1 0");
        });
        assertThat(query("SELECT 1 FROM bulksms_report WHERE reference = "
                        + binary(ReportId.of("part " + run).bytes())))
                .isEmpty();
        assertThatThrownBy(() -> open(journal()))
                .hasFieldOrPropertyWithValue("code", FailureCode.RUN_ERASED)
                .hasMessageStartingWith("campaign=sale run=" + run + " was finished, and erased on ")
                .hasMessageContaining(
                        "by the option retention: its recipients are no longer known, so nothing is sent");
        assertThatThrownBy(() -> journal().open(part(4), "text", DuplicateRecipient.skip))
                .hasFieldOrPropertyWithValue("code", FailureCode.RUN_ERASED);
        assertThatThrownBy(() -> plan(journal())).hasFieldOrPropertyWithValue("code", FailureCode.RUN_ERASED);
    }

    /** How many rows of runs, and of attempts. */
    private String rowsOf(String run) throws SQLException {
        return query("SELECT COUNT(DISTINCT r.id), COUNT(a.run_id) FROM bulksms_run r LEFT JOIN bulksms_attempt a"
                        + " ON a.run_id = r.id WHERE r.run = '" + run + "'")
                .get(0);
    }

    private String binary(byte[] bytes) throws SQLException {
        String hex = HexFormat.of().formatHex(bytes);
        try (Connection connection = database().getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")
                    ? "'\\x" + hex + "'"
                    : "X'" + hex + "'";
        }
    }

    private static Optional<DeliveryReport.Owner> whose(Campaigns campaigns, String referenceId, String sessionId)
            throws Exception {
        return campaigns.recipient(ReportReader.read(report(referenceId, sessionId)));
    }

    private List<Recipient> recipients(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(phone -> new Recipient(Integer.toString(phone), phone + " " + run))
                .toList();
    }

    private void reported(String referenceId, String sessionId) throws Exception {
        reported(referenceId, sessionId, 200, "2016-10-21T14:05:36Z");
    }

    private void reported(String referenceId, String sessionId, int code, String updatedOn) throws Exception {
        byte[] raw = report(referenceId, sessionId, code, updatedOn);
        DeliveryReport report = ReportReader.read(raw);
        ReportLog log = reportLog(database());
        log.claim(report, raw);
        log.processed(report);
    }

    private static byte[] report(String referenceId, String sessionId) {
        return report(referenceId, sessionId, 200, "2016-10-21T14:05:36Z");
    }

    private static byte[] report(String referenceId, String sessionId, int code, String updatedOn) {
        return ("{\"reference_id\":\"" + referenceId + "\",\"session_id\":\"" + sessionId + "\",\"status\":{\"code\":"
                        + code + ",\"updated_on\":\"" + updatedOn + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void tablesOfAnotherVersionAreRefused() throws Exception {
        open(journal()).close(RunStatus.OPEN, NOBODY);
        setVersion(7);
        try {
            assertThatThrownBy(() -> open(journal()))
                    .hasMessageContaining("the journal cannot be read: the journal's tables are of version 7: expected"
                            + " version 1, or none in ");
        } finally {
            setVersion(JournalTables.VERSION);
        }
    }

    private void setVersion(int version) throws SQLException {
        try (Connection connection = database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE bulksms_schema SET version = " + version);
        }
    }

    @Test
    void recipientsSurviveTheirBytesWithGivenGeneratedAndNoSessionIds() {
        List<Recipient> recipients = List.of(
                FIRST,
                SECOND,
                new Recipient("1234567", new SessionIds("sale", run).of("1234567")),
                new Recipient("999999999999999", "\u00E9".repeat(64)));
        RecipientCodec codec = new RecipientCodec(key());

        assertThat(codec.decode(codec.encode(RecipientBatch.of(recipients)))).isEqualTo(recipients);
        assertThat(codec.encode(RecipientBatch.of(List.of(recipients.get(2))))).hasSize(9);
    }

    @Test
    void aGivenSessionIdAsLongAsAGeneratedOneIsKept() {
        List<Recipient> given = List.of(new Recipient("1234567", "x".repeat(SessionIds.LENGTH)));
        RecipientCodec codec = new RecipientCodec(key());

        assertThat(codec.decode(codec.encode(RecipientBatch.of(given)))).isEqualTo(given);
    }

    private static void finish(RunJournal run, Recipient recipient, AttemptResult outcome) throws JournalException {
        run.finish(run.begin(RecipientBatch.of(List.of(recipient))), outcome);
    }

    private RunKey key() {
        return new RunKey("sale", run, 0);
    }

    private RunKey part(long number) {
        return new RunKey("sale", run, number);
    }

    private PartStore plan(JdbcJournal journal) throws JournalException {
        return journal.plan(key(), "text", null);
    }

    /** The numbers of the planned parts, those in front that are not finished. */
    private static List<Long> planned(PartStore plan) throws JournalException {
        List<Long> numbers = new ArrayList<>();
        plan.read((number, part, finished) -> numbers.add(finished ? -number : number));
        return numbers;
    }

    private RunJournal open(JdbcJournal journal) throws JournalException {
        return journal.open(key(), "text", DuplicateRecipient.skip);
    }

    /** Ends a process: when this returns no renewal of a lease is on its way any more. */
    private void end(JdbcJournal gone) throws InterruptedException, ExecutionException {
        gone.close();
        for (ScheduledExecutorService scheduler : schedulers) {
            scheduler.submit(() -> {}).get();
        }
    }

    private JdbcJournal journal() {
        return journal(database());
    }

    private JdbcJournal journal(DataSource dataSource) {
        return journal(dataSource, Duration.ofMillis(500));
    }

    private JdbcJournal journal(DataSource dataSource, TableNames names) {
        return journal(new JournalDatabase(dataSource, names), Duration.ofMillis(500));
    }

    private JdbcJournal journal(DataSource dataSource, Duration lease) {
        return journal(new JournalDatabase(dataSource, TableNames.DEFAULT), lease);
    }

    private JdbcJournal journal(JournalDatabase database, Duration lease) {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "bulksms-lease");
            thread.setDaemon(true);
            return thread;
        });
        schedulers.add(scheduler);
        JdbcJournal journal = new JdbcJournal(database, lease, scheduler);
        journals.add(journal);
        return journal;
    }

    private static ReportLog reportLog(DataSource dataSource) {
        return new JdbcReportLog(new JournalDatabase(dataSource, TableNames.DEFAULT), KeptReports.STATUS);
    }
}
