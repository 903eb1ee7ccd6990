package io.github.camelbulksms.sandbox;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The delivery reports of a sandbox: signed, one for each accepted recipient and status, tried again as the provider does. None
 * are sent before {@link #to} says where. Thread-safe.
 */
public final class Reports {

    private final ReportPlan plan;
    private final ReportDelivery delivery;
    private final TruthLog truth;
    private final String customerId;
    private final String apiKey;

    Reports(String customerId, String apiKey, ReportPlan plan, ReportDelivery delivery, TruthLog truth) {
        this.customerId = customerId;
        this.apiKey = apiKey;
        this.plan = plan;
        this.delivery = delivery;
        this.truth = truth;
    }

    /**
     * Sends the reports of messages that are accepted from now on.
     *
     * @param customer where to, for instance {@code http://127.0.0.1:8080/bulksms/reports}; null sends none
     * @throws IllegalArgumentException when the API key of the sandbox is not base64, or the address is not one of HTTP
     */
    public void to(URI customer) {
        if (customer == null) {
            delivery.to(null);
            return;
        }
        byte[] otherKey = new byte[32];
        new SecureRandom().nextBytes(otherKey);
        delivery.to(new ReportDelivery.Receiver(
                ReportPost.checked(customer),
                new ReportPost(customerId, apiKey),
                new ReportPost(customerId, Base64.getEncoder().encodeToString(otherKey))));
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

    /**
     * Reports of a message once more: the same report to the byte, as the provider sends it again when it missed the answer.
     *
     * @param message the number of the message, see {@link AcceptedMessage#number}
     * @param delay how long from now
     * @throws IllegalArgumentException when the message is no longer kept, nothing was reported of it, or {@link #to} has no address
     */
    public void sendAgain(long message, Duration delay) {
        TruthLog.Place place = place(message);
        List<ReportAttempt> attempts = delivery.log().of(message).stream()
                .filter(attempt -> !attempt.forged())
                .toList();
        if (attempts.isEmpty()) {
            throw new IllegalArgumentException("message " + message + " was not reported of: expected a status code");
        }
        ReportAttempt last = attempts.get(attempts.size() - 1);
        delivery.send(new Report(place, last.code(), last.updatedOn()), delay);
    }

    /**
     * Reports another status of a message.
     *
     * @param message the number of the message, see {@link AcceptedMessage#number}
     * @param statusCode 100 to 9999
     * @param delay how long from now
     * @throws IllegalArgumentException when the message is no longer kept, or {@link #to} has no address
     */
    public void send(long message, int statusCode, Duration delay) {
        ReportPlan.check(statusCode);
        delivery.send(
                new Report(
                        place(message),
                        statusCode,
                        StatusDate.rfc3339(truth.now().plus(delay))),
                delay);
    }

    public ReportStats stats() {
        return delivery.stats();
    }

    /**
     * Waits until no report waits any more.
     *
     * @return false when that took longer than the timeout
     */
    public boolean await(Duration timeout) throws InterruptedException {
        return delivery.await(timeout);
    }

    boolean areAskedFor() {
        return delivery.receiver() != null;
    }

    ReportPlan.Choice choose(String phoneNumber, long number) {
        return plan.choose(phoneNumber, number);
    }

    /** Reports what comes before the reply, and waits until that was tried; what it returns reports the rest. */
    Runnable beforeReply(TruthLog.Accepted accepted) {
        return accepted.reported() ? delivery.beforeReply(new ReportFeed(accepted)) : () -> {};
    }

    AttemptLog attempts() {
        return delivery.log();
    }

    Object describe() {
        ReportDelivery.Receiver receiver = delivery.receiver();
        return Json.object("to", receiver == null ? null : receiver.customer().toString(), "plan", plan.describe());
    }

    /** Forgets the reports that wait, and all counts. */
    void reset() {
        plan.clear();
        delivery.reset();
    }

    void close() {
        delivery.close();
    }

    private TruthLog.Place place(long message) {
        if (!areAskedFor()) {
            throw new IllegalArgumentException("no address for reports is set: expected one to post them to");
        }
        return truth.find(message)
                .orElseThrow(() -> new IllegalArgumentException("message " + message
                        + " is not kept: "
                        + (truth.total() == 0
                                ? "there is none"
                                : "expected one from " + truth.oldest() + " to " + truth.total())));
    }
}
