package io.github.camelbulksms;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.WrappedFile;

/**
 * Where a message and all copies of it come from. What its consumer said was taken down before any route could change or remove
 * it. Thread-safe.
 */
final class MessageOrigin {

    private final String exchangeId;
    private final MessageSource source;
    private final MessageSource event;
    private final Object file;
    private final Map<String, Object> untrusted;
    private final Object ticketHeader;
    private final AtomicInteger faults = new AtomicInteger();
    private final Set<TicketKey> accounts = ConcurrentHashMap.newKeySet();
    private volatile FailedRunTicket ticket;
    private volatile MessageSource used;

    /**
     * @param exchangeId the exchange that all copies come from
     * @param source what its consumer said, or null
     * @param event what stands for it where its consumer names no message, or null where the application made it
     * @param file the file that it was read from, as Camel holds it, or null
     * @param untrusted headers that it came with, although its consumer sets none of that name
     * @param ticketHeader the header {@link FailedRunTicket#HEADER} that it came with, or null
     */
    MessageOrigin(
            String exchangeId,
            MessageSource source,
            MessageSource event,
            Object file,
            Map<String, Object> untrusted,
            Object ticketHeader) {
        this.exchangeId = exchangeId;
        this.source = source;
        this.event = event;
        this.file = file;
        this.untrusted = untrusted;
        this.ticketHeader = ticketHeader;
    }

    /** The same source with an exchange of its own, as what was aggregated out of several has. */
    MessageOrigin ofAggregate(String exchangeId) {
        return new MessageOrigin(exchangeId, source, event, file, untrusted, ticketHeader);
    }

    /** For a message that is never repeated, as a timer's: the next one is another message. */
    MessageSource onceOnly() {
        return event;
    }

    String exchangeId() {
        return exchangeId;
    }

    /** The names of headers that it came with, although its consumer sets none of that name. */
    Stream<String> untrusted() {
        return untrusted.keySet().stream();
    }

    /** Whether the value came with the message from outside, and no route has set another since. */
    boolean isUntrusted(String header, Object value) {
        return value != null && untrusted.get(header) == value;
    }

    /**
     * The run that the message failed in before, as it says itself.
     *
     * @return null when it says nothing
     * @throws IllegalArgumentException when no account that was asked about has written that
     */
    FailedRunTicket ticket(TicketKey account) {
        accounts.add(account);
        if (ticketHeader != null && ticket == null) {
            ticket = FailedRunTicket.read(ticketHeader, account);
        }
        return ticket;
    }

    /** Notes what names the message's runs; null for its exchange. */
    void nameBy(MessageSource named) {
        used = named;
    }

    /** What names the message's runs. */
    String name() {
        MessageSource named = used;
        return named == null ? exchangeId : named.name();
    }

    String mark() {
        MessageSource named = used;
        return named == null ? null : named.mark();
    }

    /** How often the message had been cut when it failed before. */
    int alreadyCut() {
        FailedRunTicket carried = ticket;
        return carried == null ? 0 : carried.depth();
    }

    /** The accounts that were sent with. */
    Set<TicketKey> accounts() {
        return accounts;
    }

    /**
     * What names the message: a file that was polled in the middle of the route, else what the consumer said, else a message
     * that was polled in the middle of the route, else the file that the route names.
     *
     * @param recipients the header or body that holds the recipients
     * @return null when nothing does
     */
    MessageSource source(Exchange exchange, Object recipients) {
        Map<String, Object> headers = exchange.getMessage().getHeaders();
        Object consumed = exchange.getProperty(ExchangePropertyKey.FILE_EXCHANGE_FILE);
        MessageSource polled = consumed == null || consumed == file ? null : polledFile(consumed, headers);
        if (polled != null) {
            return polled;
        }
        if (source != null) {
            return source;
        }
        // a message with a correlation ID is the reply to a request of the route's own, and another each time
        if (headers.keySet().stream().anyMatch(SourceHeaders::isName) && headers.get("JMSCorrelationID") == null) {
            polled = SourceHeaders.any(name -> isUntrusted(name, headers.get(name)) ? null : headers.get(name));
        }
        if (polled != null) {
            return polled;
        }
        if (recipients instanceof File named) {
            return MessageSource.file(named);
        }
        return recipients instanceof Path named ? MessageSource.file(named.toFile()) : null;
    }

    private static MessageSource polledFile(Object consumed, Map<String, Object> headers) {
        MessageSource said = SourceHeaders.FILES.read(headers::get);
        if (said != null) {
            return said;
        }
        return consumed instanceof WrappedFile<?> wrapped && wrapped.getFile() instanceof File local
                ? MessageSource.file(local)
                : null;
    }

    /** Counts that something of it failed, or is done once more: chunks are told by it from those of an earlier attempt. */
    void countFault() {
        faults.incrementAndGet();
    }

    /** How often something of it has failed. */
    int faults() {
        return faults.get();
    }
}
