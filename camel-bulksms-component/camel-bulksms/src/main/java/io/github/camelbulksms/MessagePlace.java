package io.github.camelbulksms;

import io.github.camelbulksms.internal.provider.BulkMessage;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;

/**
 * Where a message is in its way through the routes: the whole of it, or a chunk of a chunk. All copies that Camel makes of it
 * share one place, but chunks have each their own. Thread-safe.
 */
final class MessagePlace {

    private static final String MARKS = "CamelBulkSmsDone";
    /** Before the ID of the exchange that is redelivered: its chunks take it along, each of the attempt that it was made in. */
    private static final String ATTEMPT = "CamelBulkSmsAttempt-";

    private final MessageOrigin origin;
    private final MessagePlace parent;
    private final List<String> path;
    private final ExchangeIndices indices;
    private final String exchangeId;
    // weak: a copy that goes its own way would keep the body of the message that it was made of
    private final WeakReference<Exchange> exchange;
    private final boolean ofAggregate;
    /** Guarded by this; by campaign and first run. */
    private final Map<String, SendHistory> steps = new HashMap<>();
    /** Guarded by this; the name entered by campaign and run, and the first one of its kind. */
    private final Map<String, RunName> entered = new HashMap<>();
    /** Guarded by this; the runs that the user chose, by campaign. */
    private final Map<String, List<String>> chosen = new HashMap<>();
    /** Guarded by this. */
    private final SplitHistory cuts = new SplitHistory();

    private MessagePlace(
            MessageOrigin origin,
            MessagePlace parent,
            List<String> path,
            ExchangeIndices indices,
            Exchange exchange,
            boolean ofAggregate) {
        this.origin = origin;
        this.parent = parent;
        this.path = path;
        this.indices = indices;
        this.exchangeId = exchange.getExchangeId();
        this.exchange = new WeakReference<>(exchange);
        this.ofAggregate = ofAggregate;
    }

    /** The place of a message that begins, or of a chunk of one that was not seen. */
    static MessagePlace begin(MessageOrigin origin, Exchange exchange) {
        ExchangeIndices indices = ExchangeIndices.of(exchange);
        List<String> path = indices.equals(ExchangeIndices.NONE)
                ? List.of()
                : List.of("[" + indices.since(ExchangeIndices.NONE) + "]");
        return new MessagePlace(origin, null, path, indices, exchange, false);
    }

    /** The place of a chunk of this. */
    MessagePlace chunk(Exchange chunk) {
        ExchangeIndices now = ExchangeIndices.of(chunk);
        int index = now.since(indices);
        int cut;
        synchronized (this) {
            cut = cuts.enter(
                    new SendHistory.Position(node(), loop(chunk)),
                    index,
                    origin.faults(),
                    chunk.getProperty(ATTEMPT + exchangeId, 0, Integer.class),
                    this::isCutting);
        }
        List<String> deeper = Stream.concat(path.stream(), Stream.of((cut == 1 ? "" : "~" + cut) + "[" + index + "]"))
                .toList();
        return new MessagePlace(origin, this, deeper, now, chunk, ofAggregate);
    }

    /** Notes that an exchange is redelivered: the chunks that are made from now on are of another attempt. */
    void redelivered(Exchange redelivered) {
        origin.countFault();
        redelivered.setProperty(ATTEMPT + redelivered.getExchangeId(), origin.faults());
    }

    /** The place of what was aggregated out of several, of which this is the first. */
    MessagePlace aggregate(Exchange aggregate) {
        return new MessagePlace(origin.ofAggregate(aggregate.getExchangeId()), null, path, indices, aggregate, true);
    }

    MessageOrigin origin() {
        return origin;
    }

    boolean isOfAggregate() {
        return ofAggregate;
    }

    boolean isOf(Exchange other) {
        return exchangeId.equals(other.getExchangeId());
    }

    /** The place of an exchange on which this is noted: a split or multicast often brings a chunk back, with its note. */
    MessagePlace broughtBackTo(Exchange exchange) {
        String original = exchange.getProperty(ExchangePropertyKey.CORRELATION_ID, String.class);
        for (MessagePlace place = this; place != null; place = place.parent) {
            if (place.isOf(exchange) || place.exchangeId.equals(original)) {
                return place;
            }
        }
        return this;
    }

    ExchangeIndices indices() {
        return indices;
    }

    /** The exchange whose place this is, unless it is gone or used for another message by now. */
    Exchange exchange() {
        Exchange held = exchange.get();
        return held != null && isOf(held) ? held : null;
    }

    /**
     * The place in what was cut, for a name.
     *
     * @param alreadyCut how often the message had been cut when it failed before: where what came back is cut again alone, it is
     *     the same chunk, not the first chunk of that
     */
    String path(int alreadyCut) {
        int skipped = 0;
        while (skipped < Math.min(alreadyCut, path.size()) && path.get(skipped).equals("[0]")) {
            skipped++;
        }
        return String.join("", path.subList(skipped, path.size()));
    }

    /** Names the next run of a campaign, or the one that is entered once more. */
    synchronized RunName enter(String campaign, RunName first, Exchange sent, BulkMessage text) {
        SendHistory.Position position = new SendHistory.Position(position(sent), loop(sent));
        String key = campaign + "\n" + first;
        int send = steps.computeIfAbsent(key, none -> new SendHistory()).enter(position, text, state(sent, key));
        RunName name = new RunName(first.base(), first.place(), send);
        entered.put(campaign + "\n" + name, first);
        return name;
    }

    /** Notes that no recipient of a run is left to send to; of one that was not entered here nothing is noted. */
    synchronized void done(String campaign, String run, Exchange sent) {
        RunName first = entered.get(campaign + "\n" + run);
        if (first != null) {
            int send = run.equals(first.toString()) ? 1 : Integer.parseInt(run.substring(run.lastIndexOf('#') + 1));
            String key = campaign + "\n" + first;
            // a new map: copies share the old one
            Map<String, Object> marks = new HashMap<>(marks(sent));
            marks.put(key, new Object());
            sent.setProperty(MARKS, marks);
            steps.get(key).done(send, state(sent, key));
        }
    }

    /** Notes the run that the user chose for a campaign. */
    synchronized void choose(String campaign, String run) {
        List<String> runs = chosen.computeIfAbsent(campaign, key -> new ArrayList<>());
        if (!runs.contains(run)) {
            runs.add(run);
        }
    }

    /** What a message that failed here has to carry; empty while nothing was sent of it. */
    synchronized Optional<String> ticket() {
        Set<TicketKey> accounts = origin.accounts();
        if (accounts.isEmpty()) {
            return Optional.empty();
        }
        int alreadyCut = origin.alreadyCut();
        FailedRunTicket ticket = new FailedRunTicket(
                origin.name() + path(alreadyCut), Math.max(alreadyCut, path.size()), origin.mark(), chosen);
        return Optional.of(ticket.signed(accounts));
    }

    private SendHistory.State state(Exchange sent, String key) {
        return new SendHistory.State(
                origin.faults(),
                sent.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT),
                marks(sent).get(key));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> marks(Exchange exchange) {
        return exchange.getProperty(MARKS) instanceof Map<?, ?> marks ? (Map<String, Object>) marks : Map.of();
    }

    /** Of a copy that the message waits for, the node that waits belongs to it; any other copy goes its own way. */
    private String position(Exchange sent) {
        String node = sent.getExchangeExtension().getHistoryNodeId();
        Exchange own = exchange();
        return own == sent || new ExchangeCopy(sent, this).goesItsOwnWay() ? node : node() + "/" + node;
    }

    private String node() {
        Exchange own = exchange();
        return own == null ? null : own.getExchangeExtension().getHistoryNodeId();
    }

    /** Whether the message is at a node that makes chunks; a chunk made in parallel may begin when the message has left it. */
    boolean isCutting() {
        Exchange own = exchange();
        String node = node();
        Processor processor = node == null ? null : own.getContext().getProcessor(node);
        for (Class<?> type = processor == null ? null : processor.getClass();
                type != null;
                type = type.getSuperclass()) {
            // by name: they are no part of Camel's API; split is a multicast
            if (type.getName().equals("org.apache.camel.processor.MulticastProcessor")
                    || type.getName().equals("org.apache.camel.processor.RecipientList")) {
                return true;
            }
        }
        return false;
    }

    private static Integer loop(Exchange exchange) {
        return exchange.getProperty(ExchangePropertyKey.LOOP_INDEX, Integer.class);
    }

    @Override
    public String toString() {
        return origin.name() + path(0);
    }
}
