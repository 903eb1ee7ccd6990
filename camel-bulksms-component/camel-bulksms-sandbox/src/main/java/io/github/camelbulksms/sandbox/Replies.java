package io.github.camelbulksms.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a phone writes back. The provider's form of such a message is not public: this is the sandbox's own, a JSON object with
 * {@code from}, {@code to}, {@code text}, {@code received_at} and, of the last message to that phone, {@code reference_id} and
 * {@code session_id}; signed as a delivery report is. Thread-safe.
 */
public final class Replies {

    private static final Set<String> STOP = Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT");
    private static final Set<String> START = Set.of("START", "UNSTOP");
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_CHARACTERS = 1_600;
    private static final int KEPT = 1_000;

    /**
     * A reply.
     *
     * @param answer the HTTP status that the receiver of replies answered with, or why there is none
     */
    record Reply(String from, String text, String at, String answer, boolean taken) {}

    private record Receiver(URI customer, ReportPost post) {}

    private final String customerId;
    private final String apiKey;
    private final ReportPlan plan;
    private final TruthLog truth;
    private final InstantSource clock;
    /** Guarded by this. */
    private final Deque<Reply> newest = new ArrayDeque<>();

    private volatile Receiver receiver;

    Replies(String customerId, String apiKey, ReportPlan plan, TruthLog truth, InstantSource clock) {
        this.customerId = customerId;
        this.apiKey = apiKey;
        this.plan = plan;
        this.truth = truth;
        this.clock = clock;
    }

    /**
     * Says where replies are posted to.
     *
     * @param customer for instance {@code http://127.0.0.1:8080/replies}; null posts none
     * @throws IllegalArgumentException when the API key of the sandbox is not base64, or the address is not one of HTTP
     */
    public void to(URI customer) {
        receiver = customer == null
                ? null
                : new Receiver(ReportPost.checked(customer), new ReportPost(customerId, apiKey));
    }

    /**
     * Writes a message from a phone. After {@code STOP} (or UNSUBSCRIBE, CANCEL, END, QUIT, STOPALL) messages to it are reported
     * with 510, blocked by subscriber, until it writes {@code START}.
     *
     * @param phoneNumber digits with the country code, no {@code +}
     * @param text 1 to 1600 characters
     * @return whether the reply was answered with 200; false, too, where {@link #to} has no address
     */
    public boolean send(String phoneNumber, String text) throws InterruptedException {
        if (!BulkRequest.PHONE_NUMBER.matcher(phoneNumber).matches()) {
            throw new IllegalArgumentException(
                    "the phone of a reply is '" + Preview.of(phoneNumber, 30) + "': expected 7 to 15 digits");
        }
        if (text.isBlank() || text.length() > MAX_CHARACTERS) {
            throw new IllegalArgumentException("the text of a reply has " + text.length()
                    + " characters: expected 1 to " + MAX_CHARACTERS + ", not all of them blank");
        }
        String word = text.strip().toUpperCase(Locale.ROOT);
        if (STOP.contains(word)) {
            plan.optOut(phoneNumber);
        } else if (START.contains(word)) {
            plan.optIn(phoneNumber);
        }
        String at = clock.instant().toString();
        Receiver to = receiver;
        ReportPost.Answer answer = to == null
                ? new ReportPost.Answer(false, "not posted: no address for replies is set")
                : to.post().post(to.customer(), json(phoneNumber, text, at), TIMEOUT);
        keep(new Reply(phoneNumber, text, at, answer.words(), answer.taken()));
        return answer.taken();
    }

    synchronized List<Reply> of(String phoneNumber) {
        return newest.stream().filter(reply -> reply.from().equals(phoneNumber)).toList();
    }

    /** Where replies are posted to, or null. */
    String address() {
        Receiver to = receiver;
        return to == null ? null : to.customer().toString();
    }

    synchronized void clear() {
        newest.clear();
    }

    private synchronized void keep(Reply reply) {
        newest.addLast(reply);
        if (newest.size() > KEPT) {
            newest.removeFirst();
        }
    }

    private byte[] json(String phoneNumber, String text, String at) {
        AcceptedMessage last = lastTo(Long.parseLong(phoneNumber));
        try {
            return Json.bytes(Json.object(
                    "from",
                    phoneNumber,
                    "to",
                    last == null ? null : last.senderId(),
                    "text",
                    text,
                    "received_at",
                    at,
                    "reference_id",
                    last == null ? null : last.referenceId(),
                    "session_id",
                    last == null ? null : last.sessionId()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Null when no message to that phone is kept. */
    private AcceptedMessage lastTo(long phoneNumber) {
        for (var newestFirst = truth.newestFirst(Long.MAX_VALUE); newestFirst.hasNext(); ) {
            TruthLog.Place place = newestFirst.next();
            if (place.batch().phoneNumber(place.index()) == phoneNumber) {
                return place.batch().message(place.index());
            }
        }
        return null;
    }
}
