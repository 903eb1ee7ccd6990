package io.github.camelbulksms.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the page asks of messages: a window of a list, and one of them with everything. */
final class InboxCalls {

    private static final int MAX_LIMIT = 1_000;
    private static final int PREVIEW = 160;
    private static final int WHOLE = 20_000;
    private static final int IN_CONVERSATION = 30;

    private final TruthLog truth;
    private final Reports reports;
    private final ReportPlan plan;
    private final Replies replies;

    InboxCalls(TruthLog truth, Reports reports, ReportPlan plan, Replies replies) {
        this.truth = truth;
        this.reports = reports;
        this.plan = plan;
        this.replies = replies;
    }

    /** All fields of the newest messages, for scripts. */
    Object messages(HttpExchange exchange) {
        Query query = Query.of(exchange);
        query.allow("limit", "before");
        long limit = query.number("limit", 100, 1, MAX_LIMIT);
        long before = query.number("before", Long.MAX_VALUE, 1, Long.MAX_VALUE);
        List<AcceptedMessage> newest = new ArrayList<>();
        Iterator<TruthLog.Place> places = truth.newestFirst(before);
        while (newest.size() < limit && places.hasNext()) {
            TruthLog.Place place = places.next();
            newest.add(place.batch().message(place.index()));
        }
        return Json.object("total", truth.total(), "messages", newest);
    }

    /** A window of the messages that match, newest first. */
    Object inbox(HttpExchange exchange) {
        Query query = Query.of(exchange);
        query.allow("query", "in", "state", "campaign", "before", "offset", "limit");
        MessageFilter filter = new MessageFilter(
                query.text("query", "").strip(),
                query.constant("in", MessageFilter.In.ANYWHERE),
                query.constant("state", MessageState.class),
                query.text("campaign", "").isEmpty() ? null : query.number("campaign", 0, 1, Long.MAX_VALUE));
        long before = query.number("before", truth.total() + 1, 1, Long.MAX_VALUE);
        long offset = query.number("offset", 0, 0, Long.MAX_VALUE);
        int limit = (int) query.number("limit", 100, 1, MAX_LIMIT);
        List<Object> window = new ArrayList<>(limit);
        long total = filter.matchesAll()
                ? slice(before, offset, limit, window)
                : search(filter, before, offset, limit, window);
        return Json.object("total", total, "offset", offset, "before", before, "messages", window);
    }

    /** One message with its text, its reports, and what was written to and from its phone. */
    Optional<Object> message(HttpExchange exchange) {
        Query query = Query.of(exchange);
        query.allow("number");
        return truth.find(query.number("number", 0, 1, Long.MAX_VALUE)).map(this::whole);
    }

    private long slice(long before, long offset, int limit, List<Object> window) {
        long newest = Math.min(before - 1, truth.total());
        for (long number = newest - offset; number > newest - offset - limit && number > 0; number--) {
            truth.find(number).ifPresent(place -> window.add(summary(place)));
        }
        return Math.max(0, newest - truth.oldest() + 1);
    }

    private long search(MessageFilter filter, long before, long offset, int limit, List<Object> window) {
        MessageFilter.Matcher matcher = filter.matcher();
        long matching = 0;
        for (Iterator<TruthLog.Place> places = truth.newestFirst(before); places.hasNext(); ) {
            TruthLog.Place place = places.next();
            if (matcher.matches(place)) {
                if (matching >= offset && window.size() < limit) {
                    window.add(summary(place));
                }
                matching++;
            }
        }
        return matching;
    }

    private static Map<String, Object> summary(TruthLog.Place place) {
        Batch batch = place.batch();
        int status = batch.status(place.index());
        return Json.object(
                "number",
                place.number(),
                "phone_number",
                Long.toString(batch.phoneNumber(place.index())),
                "session_id",
                batch.sessionId(place.index()),
                "text",
                Preview.of(batch.envelope().form().template(), PREVIEW),
                "at",
                batch.envelope().acceptedAt().toString(),
                "status",
                status == 0 ? null : status,
                "state",
                MessageState.of(status).name().toLowerCase(Locale.ROOT));
    }

    private Object whole(TruthLog.Place place) {
        Batch batch = place.batch();
        Envelope envelope = batch.envelope();
        String text = envelope.form().template();
        String shown = Preview.of(text, WHOLE);
        int status = batch.status(place.index());
        String phoneNumber = Long.toString(batch.phoneNumber(place.index()));
        Map<String, Object> whole = summary(place);
        whole.put("text", shown);
        whole.put("text_length", text.length());
        whole.put("sms", SmsText.of(text.length() > WHOLE ? text.substring(0, shown.length() - 1) : text));
        whole.put("reference_id", envelope.referenceId());
        whole.put("request", envelope.request());
        whole.put("request_session_id", envelope.form().sessionId());
        whole.put("ucid", envelope.form().ucid());
        whole.put("sender_id", envelope.form().senderId());
        whole.put("campaign", envelope.campaign().id());
        whole.put("status_description", status == 0 ? null : DeliveryStatuses.description(status));
        whole.put("reported", batch.message(place.index()).finalStatus() != null);
        whole.put("attempts", reports.attempts().of(place.number()));
        whole.put("conversation", conversation(batch.phoneNumber(place.index())));
        whole.put("replies", replies.of(phoneNumber));
        whole.put("opted_out", plan.isOptedOut(phoneNumber));
        return whole;
    }

    private List<Object> conversation(long phoneNumber) {
        List<Object> newest = new ArrayList<>();
        Iterator<TruthLog.Place> places = truth.newestFirst(Long.MAX_VALUE);
        while (places.hasNext() && newest.size() < IN_CONVERSATION) {
            TruthLog.Place place = places.next();
            if (place.batch().phoneNumber(place.index()) == phoneNumber) {
                Map<String, Object> message = summary(place);
                message.put("text", Preview.of(place.batch().envelope().form().template(), WHOLE / 10));
                newest.add(message);
            }
        }
        return newest;
    }
}
