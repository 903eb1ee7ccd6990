package io.github.camelbulksms.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Requests that belong together, as far as the sandbox can tell: of the same text, sender and use case, without a long pause.
 * Thread-safe.
 */
final class Campaign {

    private static final int PREVIEW = 300;
    private static final Duration LONG_PAUSE = Duration.ofMinutes(30);

    private final long id;
    private final Envelope.Fields form;
    private final Instant start;
    /** The rest is guarded by this. */
    private final Progress progress;

    private final Map<String, Long> replies = new LinkedHashMap<>();
    private Instant last;
    private long requests;
    private long accepted;
    private long delivered;
    private long failed;

    Campaign(long id, Envelope.Fields form, Instant start) {
        this.id = id;
        this.form = new Envelope.Fields(
                Preview.of(form.template(), PREVIEW),
                form.ucid(),
                form.senderId() == null ? null : Preview.of(form.senderId(), PREVIEW),
                null);
        this.start = start;
        last = start;
        progress = new Progress(start);
    }

    long id() {
        return id;
    }

    synchronized boolean isOver(Instant now) {
        return Duration.between(last, now).compareTo(LONG_PAUSE) > 0;
    }

    synchronized void accept(Instant at, int messages) {
        accepted += messages;
        last = at;
        progress.accept(at, messages);
    }

    /** Counts a request by its reply. */
    synchronized void replied(String reply, Instant at) {
        requests++;
        last = at;
        replies.merge(reply, 1L, Long::sum);
    }

    synchronized void move(Instant at, MessageState before, MessageState after) {
        delivered += change(MessageState.DELIVERED, before, after);
        failed += change(MessageState.FAILED, before, after);
        progress.move(at, before, after);
    }

    synchronized Map<String, Object> summary() {
        return Json.object(
                "id",
                id,
                "template",
                form.template(),
                "ucid",
                form.ucid(),
                "sender_id",
                form.senderId(),
                "start",
                start.toString(),
                "last",
                last.toString(),
                "requests",
                requests,
                "accepted",
                accepted,
                "delivered",
                delivered,
                "failed",
                failed);
    }

    synchronized Map<String, Object> whole() {
        Map<String, Object> whole = summary();
        whole.put("replies", new LinkedHashMap<>(replies));
        whole.put("progress", progress.describe());
        return whole;
    }

    private static int change(MessageState of, MessageState before, MessageState after) {
        return (after == of ? 1 : 0) - (before == of ? 1 : 0);
    }
}
