package io.github.camelbulksms;

import java.io.File;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;

/**
 * What names a run when nobody does: the file, the message of a queue (with the index of the part that {@code split()} made of
 * either), or else the exchange. A source that comes again has the same name, so that its run goes on.
 */
final class RunName {

    private static final String SENDS = "CamelBulkSmsSends:";

    private RunName() {}

    /**
     * @param recipients the header or body that holds the recipients
     */
    static String of(Exchange exchange, String campaign, Object recipients) {
        Message message = exchange.getMessage();
        if (recipients instanceof File file) {
            return file.getName();
        }
        if (recipients instanceof Path path) {
            return path.getFileName().toString();
        }
        Integer index = exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX, Integer.class);
        String source = source(message, recipients instanceof WrappedFile<?> || index != null);
        if (source == null) {
            int sends = exchange.getProperty(SENDS + campaign, 0, Integer.class);
            return exchange.getExchangeId() + (sends == 0 ? "" : "-" + (sends + 1));
        }
        return source + (index == null ? "" : "-" + index);
    }

    /** Whether a run cannot come back once the exchange is done. */
    static boolean isOfExchange(String name, Exchange exchange) {
        return name.startsWith(exchange.getExchangeId());
    }

    /** Counts what was sent, so that a second step of the same exchange is not taken for a redelivery of the first. */
    static void countSend(Exchange exchange, String campaign) {
        exchange.setProperty(SENDS + campaign, exchange.getProperty(SENDS + campaign, 0, Integer.class) + 1);
    }

    private static String source(Message message, boolean ofFile) {
        String file = message.getHeader(Exchange.FILE_NAME_ONLY, String.class);
        if (ofFile && file != null) {
            return file;
        }
        String jms = message.getHeader("JMSMessageID", String.class);
        if (jms != null) {
            return jms;
        }
        String topic = message.getHeader("kafka.TOPIC", String.class);
        return topic == null
                ? null
                : topic + "-" + message.getHeader("kafka.PARTITION") + "-" + message.getHeader("kafka.OFFSET");
    }
}
