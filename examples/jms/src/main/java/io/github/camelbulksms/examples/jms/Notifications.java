package io.github.camelbulksms.examples.jms;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Gathers single notifications into lists, one for each campaign and text. */
public final class Notifications implements AggregationStrategy {

    private static final int MOST = 1000;
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final Pattern LINE = Pattern.compile("[+(0-9][^:\\v]*");

    /** Begins with the first notification. */
    public Gathered gather(Exchange first) {
        Gathered gathered = new Gathered();
        gathered.add(first.getMessage());
        return gathered;
    }

    @Override
    public Exchange aggregate(Exchange gathering, Exchange next) {
        if (next != null) {
            gathering.getMessage().getBody(Gathered.class).add(next.getMessage());
        }
        return gathering;
    }

    /** A list of recipients, a line each. */
    public record RecipientLines(String campaign, String template, String recipients) {}

    /** What was gathered so far. */
    public static final class Gathered {

        /** @param misfit the message that would make the list unreadable for others, or null */
        private record Key(String campaign, String template, String misfit) {}

        private final Map<Key, StringJoiner> lists = new LinkedHashMap<>();
        private final Instant end = Instant.now().plus(LONGEST);
        private int size;

        private Gathered() {}

        public boolean isOpen() {
            return size < MOST && Instant.now().isBefore(end);
        }

        public List<RecipientLines> getLists() {
            return lists.entrySet().stream()
                    .map(list -> new RecipientLines(
                            list.getKey().campaign(),
                            list.getKey().template(),
                            list.getValue().toString()))
                    .toList();
        }

        private void add(Message notification) {
            String line =
                    Objects.toString(notification.getBody(String.class), "").strip();
            Key key = new Key(
                    notification.getHeader("campaign", String.class),
                    notification.getHeader("template", String.class),
                    LINE.matcher(line).matches() ? null : notification.getHeader("JMSMessageID", String.class));
            lists.computeIfAbsent(key, any -> new StringJoiner("\n")).add(line);
            size++;
        }
    }
}
