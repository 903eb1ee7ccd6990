package io.github.camelbulksms.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The delivery reports of a sandbox: signed, one for each accepted recipient and status, tried again as the provider does. None
 * are sent before {@link #to} says where. Thread-safe.
 */
public final class Reports {

    private static final int AT_ONCE = 16;

    private final ReportPlan plan = new ReportPlan();
    private final ReportSchedule schedule;
    private final InstantSource clock;
    private final String customerId;
    private final String apiKey;
    private final ScheduledThreadPoolExecutor threads;
    private volatile URI customer;
    private volatile ReportPost post;
    private volatile ReportPost forger;
    private Counts counts = new Counts();

    /** Counts since the last reset; those of before go on in an object that nobody looks at. */
    private static final class Counts {
        private long reports;
        private long taken;
        private long abandoned;
        private long attempts;
        private long forged;
        private long forgedTaken;
    }

    private record Report(byte[] body, Counts counts) {}

    Reports(String customerId, String apiKey, ReportSchedule schedule, InstantSource clock) {
        this.customerId = customerId;
        this.apiKey = apiKey;
        this.schedule = schedule;
        this.clock = clock;
        threads = new ScheduledThreadPoolExecutor(AT_ONCE, task -> {
            Thread thread = new Thread(task, "bulksms-sandbox-reports");
            thread.setDaemon(true);
            return thread;
        });
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Sends the reports of messages that are accepted from now on.
     *
     * @param customer where to, for instance {@code http://127.0.0.1:8080/bulksms/reports}; null sends none
     * @throws IllegalArgumentException when the API key of the sandbox is not base64, or the address is not one of HTTP
     */
    public void to(URI customer) {
        if (customer != null) {
            if (!List.of("http", "https").contains(String.valueOf(customer.getScheme()))
                    || customer.getHost() == null) {
                throw new IllegalArgumentException("reports cannot be sent to " + customer
                        + ": expected for instance http://127.0.0.1:8080/reports");
            }
            post = new ReportPost(customerId, apiKey);
            byte[] otherKey = new byte[32];
            new SecureRandom().nextBytes(otherKey);
            forger = new ReportPost(customerId, Base64.getEncoder().encodeToString(otherKey));
        }
        this.customer = customer;
    }

    /** Chooses the statuses of a recipient's messages, one report for each, in this order. The last one is final. */
    public void of(String phoneNumber, int... statusCodes) {
        plan.mark(phoneNumber, Arrays.stream(statusCodes).boxed().toList());
    }

    /** The statuses that come before the final one; none by default. */
    public void before(int... statusCodes) {
        plan.before(Arrays.stream(statusCodes).boxed().toList());
    }

    /**
     * How the final statuses are distributed over the messages; all are 200 by default.
     *
     * @param shares by status code, each from 0 to 1, 1 together
     * @param seed makes the same messages have the same status each time, by their number
     */
    public void finalCodes(Map<Integer, Double> shares, long seed) {
        plan.finalCodes(shares, seed);
    }

    /**
     * Makes the reports of some messages odd.
     *
     * @param probability of each message, 0 to 1
     * @param seed makes it the same messages each time, by their number
     */
    public void odd(ReportOddity oddity, double probability, long seed) {
        plan.odd(oddity, probability, seed);
    }

    /** Makes the reports what they are by default; where they are sent stays. */
    public void clear() {
        plan.clear();
    }

    public synchronized ReportStats stats() {
        return new ReportStats(
                counts.reports,
                counts.taken,
                counts.abandoned,
                counts.reports - counts.taken - counts.abandoned,
                counts.attempts,
                counts.forged,
                counts.forgedTaken);
    }

    /**
     * Waits until no report waits any more.
     *
     * @return false when that took longer than the timeout
     */
    public synchronized boolean await(Duration timeout) throws InterruptedException {
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

    /** The last status that will be reported of a message, or null when none will. */
    Integer finalStatus(String phoneNumber, long number) {
        return customer == null ? null : plan.finalCode(phoneNumber, number);
    }

    /**
     * Reports what comes before the reply, and waits until that was tried.
     *
     * @return reports the rest
     */
    Runnable beforeReply(List<AcceptedMessage> messages) {
        List<Runnable> rest = new ArrayList<>();
        for (AcceptedMessage message : messages) {
            if (message.finalStatus() == null) {
                continue;
            }
            List<Report> reports = reports(message);
            if (plan.is(ReportOddity.EARLY, message)) {
                reports.forEach(report -> attempt(report, 0, () -> {}));
            } else {
                rest.add(() -> inOrder(reports, 0));
            }
            if (plan.is(ReportOddity.FORGED, message)) {
                Counts now = counts();
                rest.add(() -> threads.execute(() -> forge(message, now)));
            }
        }
        return () -> rest.forEach(Runnable::run);
    }

    /** Forgets the reports that wait, and all counts. */
    synchronized void reset() {
        plan.clear();
        threads.getQueue().clear();
        counts = new Counts();
        notifyAll();
    }

    void close() {
        threads.shutdownNow();
    }

    private synchronized Counts counts() {
        return counts;
    }

    private List<Report> reports(AcceptedMessage message) {
        List<Integer> codes = plan.codes(message);
        Instant accepted = clock.instant();
        boolean rfc1123 = plan.is(ReportOddity.RFC_1123_DATE, message);
        Counts now = counts();
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < codes.size(); i++) {
            // each status has a date of its own, as far as the form of the date can tell
            Instant at = accepted.plusMillis(i);
            Report report = new Report(body(message, codes.get(i), rfc1123 ? rfc1123(at) : at.toString()), now);
            reports.add(report);
            if (plan.is(ReportOddity.REPEATED, message)) {
                reports.add(report);
            }
        }
        if (plan.is(ReportOddity.REORDERED, message)) {
            Collections.reverse(reports);
        }
        synchronized (this) {
            now.reports += reports.size();
        }
        return reports;
    }

    /** Tries a report, and once it is taken or given up the next one of its message. */
    private void inOrder(List<Report> reports, int index) {
        if (index < reports.size()) {
            threads.execute(() -> attempt(reports.get(index), 0, () -> inOrder(reports, index + 1)));
        }
    }

    private void attempt(Report report, int failed, Runnable next) {
        try {
            boolean taken = post.post(customer, report.body(), schedule.timeout());
            boolean abandoned = !taken && failed == schedule.waits().size();
            count(report.counts(), taken, abandoned);
            if (taken || abandoned) {
                next.run();
            } else {
                threads.schedule(
                        () -> attempt(report, failed + 1, next),
                        schedule.waits().get(failed).toNanos(),
                        TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void count(Counts counts, boolean taken, boolean abandoned) {
        counts.attempts++;
        counts.taken += taken ? 1 : 0;
        counts.abandoned += abandoned ? 1 : 0;
        notifyAll();
    }

    private void forge(AcceptedMessage message, Counts now) {
        int otherCode = message.finalStatus() == ReportPlan.DELIVERED ? 507 : ReportPlan.DELIVERED;
        try {
            boolean taken = forger.post(
                    customer,
                    body(message, otherCode, clock.instant().plusSeconds(1).toString()),
                    schedule.timeout());
            synchronized (this) {
                now.forged++;
                now.forgedTaken += taken ? 1 : 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] body(AcceptedMessage message, int code, String updatedOn) {
        String sessionId = message.sessionId() == null ? message.requestSessionId() : message.sessionId();
        try {
            return Json.bytes(Json.object(
                    "reference_id",
                    message.referenceId(),
                    "sub_resource",
                    "bulk_sms",
                    "session_id",
                    sessionId,
                    "status",
                    Json.object(
                            "code", code, "description", DeliveryStatuses.description(code), "updated_on", updatedOn),
                    "errors",
                    List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String rfc1123(Instant at) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
    }
}
