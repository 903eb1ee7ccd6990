package io.github.camelbulksms;

import io.github.camelbulksms.internal.journal.Journal;
import io.github.camelbulksms.internal.journal.KnownRun;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunRegister;
import io.github.camelbulksms.internal.run.RunPhase;
import io.github.camelbulksms.internal.run.RunProgress;
import io.github.camelbulksms.internal.run.SendMetrics;
import io.github.camelbulksms.model.RunInfo;
import io.github.camelbulksms.model.RunInfo.Status;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The runs of all processes, of which those of this one are known best. Thread-safe. */
final class RunList {

    private record Name(String campaign, String run, long part) {}

    private final SendMetrics metrics;
    private final RunRegister register;
    private final Journal journal;

    RunList(SendMetrics metrics, RunRegister register, Journal journal) {
        this.metrics = metrics;
        this.register = register;
        this.journal = journal;
    }

    /** Those that are being sent first, then the others, the latest first. */
    List<RunInfo> read() throws SQLException {
        Map<Name, RunInfo> runs = new LinkedHashMap<>();
        // before those that ended: one that ends meanwhile must not be missed
        List<RunProgress> current = metrics.runs();
        for (KnownRun run : register.runs()) {
            runs.put(new Name(run.campaign(), run.run(), 0), info(run));
        }
        for (RunProgress run : metrics.endedRuns()) {
            RunInfo known = runs.get(name(run));
            // another process may have gone on with it since
            if (known == null || known.status() != Status.SENDING && !isLater(known.ended(), run.ended())) {
                runs.put(name(run), info(run));
            }
        }
        for (RunProgress run : current) {
            runs.put(name(run), info(run));
        }
        return runs.values().stream()
                .sorted(Comparator.comparing(RunList::isOver).thenComparing(RunInfo::begun, Comparator.reverseOrder()))
                .toList();
    }

    private static boolean isOver(RunInfo run) {
        return switch (run.status()) {
            case OPENING, SENDING, STOPPING -> false;
            case STOPPED, FINISHED, FAILED, ABANDONED -> true;
        };
    }

    private static boolean isLater(Instant one, Instant other) {
        // clocks of two machines
        return one != null && one.isAfter(other.plusSeconds(5));
    }

    private static Name name(RunProgress run) {
        return new Name(run.key().campaign(), run.key().run(), run.key().part());
    }

    private static RunInfo info(KnownRun run) {
        return new RunInfo(
                run.campaign(),
                run.run(),
                status(run),
                Instant.ofEpochMilli(run.begunAt()),
                run.endedAt() == 0 ? null : Instant.ofEpochMilli(run.endedAt()),
                run.read(),
                run.accepted(),
                run.unknown(),
                run.requests(),
                run.requests(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                null,
                run.lastError(),
                run.owner());
    }

    private static Status status(KnownRun run) {
        if (run.owner() != null && !run.abandoned()) {
            return run.stopped() ? Status.STOPPING : Status.SENDING;
        }
        if (run.finished()) {
            return Status.FINISHED;
        }
        if (run.stopped()) {
            return Status.STOPPED;
        }
        return run.owner() == null ? Status.FAILED : Status.ABANDONED;
    }

    private RunInfo info(RunProgress run) throws SQLException {
        RunKey key = run.key();
        Instant now = Instant.now();
        return new RunInfo(
                key.campaign(),
                key.part() == 0 ? key.run() : key.run() + " part " + key.part(),
                status(run),
                run.since(),
                run.ended(),
                run.counts().read(),
                run.counts().accepted(),
                run.counts().unknown(),
                run.counts().requests(),
                run.counts().batches(),
                run.perSecond(),
                run.timeToGo(),
                run.oldestRequest().map(since -> Duration.between(since, now)),
                run.phase() == RunPhase.OPENING ? opening(key) : Waiting.text(run.activities(), now),
                run.lastError(),
                null);
    }

    private String opening(RunKey key) {
        return journal.awaitedOwner(key)
                .map(owner -> "for the lease of " + owner)
                .orElse("for the journal, or for its list to be read");
    }

    private Status status(RunProgress run) throws SQLException {
        boolean stopped = register.isStopped(run.key().campaign(), run.key().run());
        return switch (run.phase()) {
            case OPENING -> Status.OPENING;
            case SENDING -> stopped ? Status.STOPPING : Status.SENDING;
            case FINISHED -> Status.FINISHED;
            case STOPPED -> stopped ? Status.STOPPED : Status.FAILED;
            case FAILED -> stopped ? Status.STOPPED : Status.FAILED;
        };
    }
}
