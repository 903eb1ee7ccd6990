package io.github.camelbulksms;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;

/**
 * Notes on each exchange, when it is created, where it comes from, and takes from what comes from outside the headers that only
 * routes may set. Copies keep the note, so that whatever Camel makes of a message is known by it. Thread-safe.
 */
final class Provenance extends EventNotifierSupport {

    private static final String PROPERTY = "CamelBulkSmsPlace";
    private static final String OURS = "CamelBulkSms";
    /** Where the application itself makes the exchanges, so that it answers for all of their headers. */
    private static final List<String> INSIDE = List.of(
            BulkSmsEndpoint.class.getName(),
            "org.apache.camel.component.direct.",
            "org.apache.camel.component.disruptor.",
            "org.apache.camel.component.kamelet.",
            "org.apache.camel.component.seda.",
            "org.apache.camel.component.stub.");

    Provenance() {
        setIgnoreCamelContextEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreExchangeCompletedEvent(true);
        setIgnoreExchangeSendingEvents(true);
        setIgnoreExchangeSentEvents(true);
        setIgnoreStepEvents(true);
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof CamelEvent.ExchangeCreatedEvent created) {
            note(created.getExchange());
        } else if (event instanceof CamelEvent.ExchangeRedeliveryEvent redelivery) {
            MessagePlace place = noted(redelivery.getExchange());
            if (place != null) {
                place.redelivered(redelivery.getExchange());
            }
        } else if (event instanceof CamelEvent.ExchangeFailedEvent failed) {
            fault(failed.getExchange());
        } else if (event instanceof CamelEvent.ExchangeFailureHandlingEvent handling) {
            fault(handling.getExchange());
            giveTicket(handling.getExchange());
        }
    }

    /** Notes where an exchange that begins comes from. */
    static void note(Exchange exchange) {
        place(exchange, Provenance::originOf);
    }

    /** The place of an exchange, noted on it. */
    static MessagePlace placeOf(Exchange exchange) {
        return place(exchange, Provenance::originWithoutCreationEvent);
    }

    private static MessagePlace place(Exchange exchange, Function<Exchange, MessageOrigin> origin) {
        MessagePlace noted = noted(exchange);
        MessagePlace place;
        if (noted == null) {
            place = MessagePlace.begin(origin.apply(exchange), exchange);
        } else if (noted.isOf(exchange)) {
            return noted;
        } else if (exchange.getProperty(ExchangePropertyKey.AGGREGATED_SIZE) != null && !noted.isOfAggregate()) {
            place = noted.aggregate(exchange);
        } else if (new ExchangeCopy(exchange, noted).isChunk()) {
            place = noted.chunk(exchange);
        } else {
            return noted;
        }
        exchange.setProperty(PROPERTY, place);
        return place;
    }

    /** Writes into a failed message which run it belongs to, so that the run goes on however the message is put back. */
    static void giveTicket(Exchange exchange) {
        MessagePlace place = noted(exchange);
        if (place != null) {
            place.ticket().ifPresent(ticket -> exchange.getMessage().setHeader(FailedRunTicket.HEADER, ticket));
        }
    }

    /** Takes the headers that only routes may set from a message that has them from outside again, as the original one has. */
    static void removeUntrusted(Exchange exchange) {
        MessageOrigin origin = placeOf(exchange).origin();
        Message message = exchange.getMessage();
        origin.untrusted().filter(Provenance::isOurs).forEach(header -> {
            if (origin.isUntrusted(header, message.getHeader(header))) {
                message.removeHeader(header);
            }
        });
    }

    private static void fault(Exchange exchange) {
        MessagePlace place = noted(exchange);
        if (place != null) {
            place.origin().countFault();
        }
    }

    private static MessagePlace noted(Exchange exchange) {
        return exchange.getProperty(PROPERTY) instanceof MessagePlace place ? place.broughtBackTo(exchange) : null;
    }

    /** For a message older than the component: headers set by a route look like those it came with. */
    private static MessageOrigin originWithoutCreationEvent(Exchange exchange) {
        Map<String, Object> headers = exchange.getMessage().getHeaders();
        String original = exchange.getProperty(ExchangePropertyKey.CORRELATION_ID, String.class);
        return new MessageOrigin(
                original == null ? exchange.getExchangeId() : original,
                SourceHeaders.any(headers::get),
                null,
                null,
                Map.of(),
                headers.get(FailedRunTicket.HEADER));
    }

    private static MessageOrigin originOf(Exchange exchange) {
        Message message = exchange.getMessage();
        Map<String, Object> headers = message.hasHeaders() ? message.getHeaders() : Map.of();
        Object file = exchange.getProperty(ExchangePropertyKey.FILE_EXCHANGE_FILE);
        Endpoint from = exchange.getFromEndpoint();
        MessageSource source;
        MessageSource event = null;
        Map<String, Object> untrusted = Map.of();
        if (from == null || INSIDE.stream().anyMatch(from.getClass().getName()::startsWith)) {
            // most messages have none, and this is done for each of a context
            source = headers.keySet().stream().anyMatch(SourceHeaders::isName) ? SourceHeaders.any(headers::get) : null;
        } else {
            SourceHeaders own = SourceHeaders.of(from.getClass());
            source = own == null ? null : own.readDelivered(message);
            event = source == null ? MessageSource.event(exchange.getExchangeId()) : null;
            untrusted = untrusted(own, headers);
            untrusted.keySet().stream().filter(Provenance::isOurs).forEach(message::removeHeader);
        }
        return new MessageOrigin(
                exchange.getExchangeId(), source, event, file, untrusted, headers.get(FailedRunTicket.HEADER));
    }

    private static Map<String, Object> untrusted(SourceHeaders own, Map<String, Object> headers) {
        Map<String, Object> untrusted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> {
            boolean isAnothers = SourceHeaders.isName(name) && (own == null || !own.isOwn(name));
            if (value != null && (isAnothers || isOurs(name))) {
                untrusted.put(name, value);
            }
        });
        return untrusted.isEmpty() ? Map.of() : untrusted;
    }

    /** Brokers and clients write names in any case. */
    private static boolean isOurs(String header) {
        return header.regionMatches(true, 0, OURS, 0, OURS.length());
    }
}
