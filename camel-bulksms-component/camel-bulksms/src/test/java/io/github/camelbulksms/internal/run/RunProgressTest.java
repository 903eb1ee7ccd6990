package io.github.camelbulksms.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.model.Counts;
import io.github.camelbulksms.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What operators see of a run, and of all runs of a process. */
class RunProgressTest {

    private static final LongToDoubleFunction UNKNOWN_LENGTH = entries -> Double.NaN;
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private final SendMetrics metrics = new SendMetrics();

    @Test
    void aRunIsSeenFromItsOpeningToItsEnd() {
        RunProgress run = metrics.begins(key("monday"), UNKNOWN_LENGTH);
        assertThat(run.phase()).isEqualTo(RunPhase.OPENING);
        assertThat(run.since()).isBeforeOrEqualTo(Instant.now());
        assertThat(metrics.runs()).containsExactly(run);

        run.markOpened();
        run.setEntriesRead(30);
        run.setCounts(counts(20));
        run.setLastError("busy");
        run.setActivity("batch", new Activity.InFlight(NOON));
        assertThat(run.phase()).isEqualTo(RunPhase.SENDING);
        assertThat(run.entriesRead()).isEqualTo(30);
        assertThat(run.counts().accepted()).isEqualTo(20);
        assertThat(run.ended()).isNull();

        run.markEnded(RunPhase.FINISHED, counts(30), null);
        metrics.ends(run);
        assertThat(run.phase()).isEqualTo(RunPhase.FINISHED);
        assertThat(run.counts().accepted()).isEqualTo(30);
        assertThat(run.lastError()).isEqualTo("busy");
        assertThat(run.ended()).isNotNull();
        assertThat(run.activities()).isEmpty();
        assertThat(metrics.runs()).isEmpty();
        assertThat(metrics.endedRuns()).containsExactly(run);
    }

    @Test
    void whatWentWrongInTheEndWins() {
        RunProgress run = metrics.begins(key("monday"), UNKNOWN_LENGTH);
        run.setLastError("busy");
        run.markEnded(RunPhase.FAILED, Counts.NONE, "the list is cut off");

        assertThat(run.lastError()).isEqualTo("the list is cut off");
    }

    @Test
    void theOldestRequestInFlightCountsWhateverElseWaitsForLonger() {
        RunProgress run = metrics.begins(key("monday"), UNKNOWN_LENGTH);
        RunProgress another = metrics.begins(key("tuesday"), UNKNOWN_LENGTH);
        assertThat(run.oldestRequest()).isEmpty();
        assertThat(metrics.oldestRequest()).isZero();

        Instant now = Instant.now();
        run.setActivity("waits", new Activity.WaitsForPermit(now.minusSeconds(3000)));
        run.setActivity("younger", new Activity.InFlight(now.minusSeconds(100)));
        run.setActivity("older", new Activity.InFlight(now.minusSeconds(200)));
        another.setActivity("other", new Activity.InFlight(now.minusSeconds(150)));
        assertThat(run.activities()).hasSize(3);
        assertThat(run.oldestRequest()).contains(now.minusSeconds(200));
        assertThat(metrics.oldestRequest()).isBetween(Duration.ofSeconds(200), Duration.ofSeconds(320));

        run.clearActivity("older");
        assertThat(run.oldestRequest()).contains(now.minusSeconds(100));
    }

    @Test
    void rateAndTimeToGoAreKnownWhileItIsSentAndTheLengthOfTheListIs() {
        long[] nanos = {7};
        RunProgress run = new RunProgress(key("monday"), NOON, entries -> entries / 1000.0, () -> nanos[0]);
        nanos[0] += Duration.ofSeconds(5).toNanos();
        run.setEntriesRead(60);
        run.setCounts(counts(50));
        nanos[0] += Duration.ofSeconds(5).toNanos();
        run.setEntriesRead(120);
        run.setCounts(counts(100));
        assertThat(run.perSecond()).as("not opened").isEmpty();
        assertThat(run.timeToGo()).isEmpty();

        run.markOpened();
        assertThat(run.perSecond()).hasValue(10);
        assertThat(run.timeToGo()).as("900 of 1000 are left").contains(Duration.ofSeconds(90));
        run.setCounts(counts(1200));
        assertThat(run.timeToGo()).as("the list is longer than it seemed").contains(Duration.ZERO);

        for (int second = 0; second < 200; second++) {
            nanos[0] += Duration.ofSeconds(1).toNanos();
            run.setCounts(counts(1200));
        }
        assertThat(run.perSecond()).as("nothing in the last minute").hasValue(0);
        assertThat(run.timeToGo()).isEmpty();

        RunProgress endless = metrics.begins(key("stream"), UNKNOWN_LENGTH);
        endless.markOpened();
        endless.setCounts(counts(100));
        assertThat(endless.perSecond()).isPresent();
        assertThat(endless.timeToGo()).isEmpty();

        RunProgress unread = metrics.begins(key("unread"), entries -> 0.0);
        unread.markOpened();
        unread.setCounts(counts(100));
        assertThat(unread.timeToGo()).isEmpty();

        run.markEnded(RunPhase.FINISHED, counts(1000), null);
        assertThat(run.perSecond()).isEmpty();
    }

    @Test
    void theLastHundredThatEndedAreKeptOneOfEachName() {
        List<RunProgress> runs = new ArrayList<>();
        for (int i = 0; i <= RunHistory.MAX_ENDED; i++) {
            RunProgress run = metrics.begins(key("run " + i), UNKNOWN_LENGTH);
            metrics.ends(run);
            runs.add(run);
        }
        assertThat(metrics.endedRuns()).isEqualTo(runs.subList(1, runs.size()));

        RunProgress again = metrics.begins(key("run 50"), UNKNOWN_LENGTH);
        metrics.ends(again);
        assertThat(metrics.endedRuns()).hasSize(RunHistory.MAX_ENDED).endsWith(again);
        assertThat(metrics.endedRuns()).doesNotContain(runs.get(50));
    }

    @Test
    void eachRecipientAndRequestIsCountedOnceWithItsRequestOrItsRun() {
        RunProgress run = metrics.begins(key("monday"), UNKNOWN_LENGTH);
        List<Integer> heard = new ArrayList<>();
        metrics.addListener((attempt, recipients, latency) -> heard.add(recipients));
        metrics.requestEnded(new AttemptResult.Accepted("R"), 10, Duration.ZERO);
        metrics.requestEnded(new AttemptResult.Unknown("cut"), 3, Duration.ZERO);
        metrics.requestEnded(new AttemptResult.NotSent("no connection"), 5, Duration.ZERO);
        metrics.requestEnded(new AttemptResult.DryRun(), 7, Duration.ZERO);
        run.setCounts(Counts.of(outcome -> outcome.ordinal() + 1, 0, 2, 3));
        assertThat(metrics.batches()).isEqualTo(3);
        run.markEnded(RunPhase.FAILED, run.counts(), null);
        metrics.ends(run);

        assertThat(heard).containsExactly(10, 3, 5);
        assertThat(metrics.requests()).isEqualTo(2);
        assertThat(metrics.batches()).isEqualTo(3);
        assertThat(metrics.accepted()).isEqualTo(10);
        assertThat(metrics.unknown()).isEqualTo(3);
        for (Outcome outcome : Outcome.values()) {
            if (outcome != Outcome.ACCEPTED && outcome != Outcome.UNKNOWN) {
                assertThat(metrics.recipients(outcome)).as(outcome.name()).isEqualTo(outcome.ordinal() + 1);
            }
        }
    }

    @Test
    void whatWaitsAndWhatIsInFlightIsCountedWhileItDoes() {
        metrics.waitBegins();
        metrics.flightBegins();
        metrics.flightBegins();
        assertThat(metrics.waiting()).isEqualTo(1);
        assertThat(metrics.inFlight()).isEqualTo(2);

        metrics.waitEnds();
        metrics.flightEnds();
        assertThat(metrics.waiting()).isZero();
        assertThat(metrics.inFlight()).isEqualTo(1);
    }

    @Test
    void aMeterIsMadeWithTheFirstRetryOfACode() {
        List<String> first = new ArrayList<>();
        metrics.onRetry(first::add);
        for (String code : List.of("-40007", "-90001", "-40007")) {
            metrics.backsOff(new AttemptResult.NotAccepted(code, "busy", null));
        }
        metrics.backedOff();

        assertThat(first).containsExactly("-40007", "-90001");
        assertThat(metrics.retries()).containsEntry("-40007", 2L).containsEntry("-90001", 1L);
        assertThat(metrics.backingOff()).isEqualTo(2);
    }

    private static RunKey key(String run) {
        return new RunKey("sale", run, 0);
    }

    private static Counts counts(long accepted) {
        return Counts.of(outcome -> outcome == Outcome.ACCEPTED ? accepted : 0, 0, 1, 1);
    }
}
