package io.github.camelbulksms;

import java.io.File;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;

/** What names a run when nobody does: the file, the message of a queue, or else the exchange. */
final class RunName {

    private RunName() {}

    /**
     * @param recipients the header or body that holds the recipients
     */
    static String of(Exchange exchange, Object recipients) {
        Message message = exchange.getMessage();
        if (recipients instanceof WrappedFile<?>) {
            return message.getHeader(Exchange.FILE_NAME_ONLY, exchange.getExchangeId(), String.class);
        }
        if (recipients instanceof File file) {
            return file.getName();
        }
        if (recipients instanceof Path path) {
            return path.getFileName().toString();
        }
        String jms = message.getHeader("JMSMessageID", String.class);
        if (jms != null) {
            return jms;
        }
        String topic = message.getHeader("kafka.TOPIC", String.class);
        if (topic != null) {
            return topic + "-" + message.getHeader("kafka.PARTITION") + "-" + message.getHeader("kafka.OFFSET");
        }
        return exchange.getExchangeId();
    }
}
