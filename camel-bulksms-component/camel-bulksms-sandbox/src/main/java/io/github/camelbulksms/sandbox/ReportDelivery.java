package io.github.camelbulksms.sandbox;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Posts reports, some at the same time, and tries again as the provider does. Thread-safe. */
final class ReportDelivery {

    private static final int AT_ONCE = 16;
    /** No new message is reported of while so many reports wait to be tried again. */
    private static final int MAX_WAITING_AGAIN = 50_000;

    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Where reports are posted, and how they are signed. */
    record Receiver(URI customer, ReportPost post, ReportPost forger) {}

    private final ReportSchedule schedule;
    private final TruthLog truth;
    private final InstantSource clock;
    private final AttemptLog log = new AttemptLog();
    private final ScheduledThreadPoolExecutor threads;
    private volatile Receiver receiver;
    /** It, and what is in it, is guarded by this. */
    private ReportRound round = new ReportRound();

    ReportDelivery(ReportSchedule schedule, TruthLog truth, InstantSource clock) {
        this.schedule = schedule;
        this.truth = truth;
        this.clock = clock;
        threads = new ScheduledThreadPoolExecutor(AT_ONCE, task -> {
            Thread thread = new Thread(task, "bulksms-sandbox-reports");
            thread.setDaemon(true);
            return thread;
        });
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * @param receiver null sends none
     */
    void to(Receiver receiver) {
        this.receiver = receiver;
    }

    /** Null when reports are not asked for. */
    Receiver receiver() {
        return receiver;
    }

    AttemptLog log() {
        return log;
    }

    synchronized ReportStats stats() {
        return round.stats();
    }

    synchronized boolean await(Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (stats().waiting() > 0) {
            long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }

    /**
     * Reports what comes before the reply, and waits until that was tried.
     *
     * @return reports the rest
     */
    Runnable beforeReply(ReportFeed feed) {
        ReportRound now;
        synchronized (this) {
            now = round;
            now.reports += feed.reports();
        }
        for (int i = 0; i < feed.size(); i++) {
            if (feed.is(ReportOddity.EARLY, i)) {
                feed.reports(i).forEach(report -> attempt(report, 0, now, () -> {}));
            }
        }
        return () -> start(feed, now);
    }

    /** Sends one report more, after a while. */
    synchronized void send(Report report, Duration delay) {
        ReportRound now = round;
        now.reports++;
        threads.schedule(() -> attempt(report, 0, now, () -> {}), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    synchronized void reset() {
        threads.getQueue().clear();
        round = new ReportRound();
        log.clear();
        notifyAll();
    }

    void close() {
        threads.shutdownNow();
    }

    private void start(ReportFeed feed, ReportRound now) {
        int pumps;
        synchronized (this) {
            if (now != round || feed.size() == 0) {
                return;
            }
            now.feeds.add(feed);
            pumps = Math.min(AT_ONCE - now.pumps, feed.size());
            now.pumps += pumps;
        }
        for (int i = 0; i < pumps; i++) {
            threads.execute(() -> pump(now));
        }
    }

    /** Reports on one message, then schedules itself: between two messages reports that are tried again have their turn. */
    private void pump(ReportRound now) {
        if (threads.getQueue().size() > MAX_WAITING_AGAIN) {
            threads.schedule(() -> pump(now), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            return;
        }
        ReportFeed feed;
        int index;
        synchronized (this) {
            feed = now.feeds.peek();
            if (now != round || feed == null) {
                now.pumps--;
                return;
            }
            index = feed.take();
            if (feed.isEmpty()) {
                now.feeds.remove();
            }
        }
        if (feed.is(ReportOddity.FORGED, index)) {
            threads.execute(() -> forge(feed.forged(index, clock.instant()), now));
        }
        if (!feed.is(ReportOddity.EARLY, index)) {
            inOrder(feed.reports(index), 0, now);
        }
        threads.execute(() -> pump(now));
    }

    /** Tries a report, and once it is taken or given up the next one of its message. */
    private void inOrder(List<Report> reports, int index, ReportRound now) {
        if (index < reports.size()) {
            attempt(reports.get(index), 0, now, () -> inOrder(reports, index + 1, now));
        }
    }

    private void attempt(Report report, int failed, ReportRound now, Runnable next) {
        try {
            Receiver to = receiver;
            ReportPost.Answer answer = to == null
                    ? new ReportPost.Answer(false, "the address for reports was removed")
                    : to.post().post(to.customer(), report.json(), schedule.timeout());
            boolean abandoned = !answer.taken() && failed == schedule.waits().size();
            record(report, failed, now, answer, abandoned);
            if (answer.taken() || abandoned) {
                next.run();
            } else {
                threads.schedule(
                        () -> attempt(report, failed + 1, now, next),
                        schedule.waits().get(failed).toNanos(),
                        TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void record(
            Report report, int failed, ReportRound now, ReportPost.Answer answer, boolean abandoned) {
        now.attempts++;
        now.taken += answer.taken() ? 1 : 0;
        now.abandoned += abandoned ? 1 : 0;
        if (now == round) {
            log(report, failed + 1, answer, false);
            if (failed == 0) {
                truth.status(report.place(), report.code());
            }
        }
        notifyAll();
    }

    private void forge(Report report, ReportRound now) {
        try {
            Receiver to = receiver;
            if (to == null) {
                return;
            }
            ReportPost.Answer answer = to.forger().post(to.customer(), report.json(), schedule.timeout());
            synchronized (this) {
                now.forged++;
                now.forgedTaken += answer.taken() ? 1 : 0;
                if (now == round) {
                    log(report, 1, answer, true);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void log(Report report, int attempt, ReportPost.Answer answer, boolean forged) {
        TruthLog.Place place = report.place();
        log.add(id -> new ReportAttempt(
                id,
                place.number(),
                Long.toString(place.batch().phoneNumber(place.index())),
                report.code(),
                report.updatedOn(),
                clock.instant().toString(),
                attempt,
                answer.words(),
                answer.taken(),
                forged));
    }
}
