package io.github.camelbulksms;

import io.github.camelbulksms.delivery.BulkSmsResult;
import io.github.camelbulksms.delivery.Run;
import io.github.camelbulksms.delivery.SendRequest;
import io.github.camelbulksms.provider.BulkMessage;
import io.github.camelbulksms.provider.UseCaseCode;
import io.github.camelbulksms.recipient.RecipientSource;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;
import org.apache.camel.support.SynchronizationAdapter;

/** Message to request, and result to message. */
final class BulkSmsBinding {

    private final String campaign;
    private final BulkSmsConfiguration configuration;

    BulkSmsBinding(String campaign, BulkSmsConfiguration configuration) {
        this.campaign = campaign;
        this.configuration = configuration;
    }

    SendRequest toRequest(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        Object header = message.getHeader(BulkSmsConstants.RECIPIENTS);
        Object recipients = unwrap(header != null ? header : message.getBody());
        // the source is opened last: nothing that is refused leaves it open
        BulkMessage text = toMessage(message, header != null);
        Run run = new Run(header(message, BulkSmsConstants.CAMPAIGN, campaign), runName(exchange, recipients));
        if (recipients == null) {
            throw new IllegalArgumentException("there is no recipient: the body is null and the header "
                    + BulkSmsConstants.RECIPIENTS + " is not set");
        }
        return new SendRequest(run, text, RecipientSource.of(recipients));
    }

    void toMessage(BulkSmsResult result, Exchange exchange) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                result.close();
            }
        });
        Message message = exchange.getMessage();
        setHeaders(result, message);
        if (result.allWell()) {
            message.setBody(result);
        } else {
            exchange.setProperty(BulkSmsConstants.RESULT_PROPERTY, result);
            exchange.setException(new BulkSmsException(result));
        }
    }

    private BulkMessage toMessage(Message message, boolean recipientsInHeader) {
        String template = header(message, BulkSmsConstants.TEMPLATE, configuration.getTemplate());
        if (template == null && recipientsInHeader) {
            template = message.getBody(String.class);
        }
        if (template == null) {
            throw new IllegalArgumentException("there is no text to send: expected the header "
                    + BulkSmsConstants.TEMPLATE
                    + ", the option template, or the body with the recipients in the header "
                    + BulkSmsConstants.RECIPIENTS);
        }
        String ucid = message.getHeader(BulkSmsConstants.UCID, String.class);
        return new BulkMessage(
                template,
                ucid == null ? configuration.getUcid() : UseCaseCode.of(ucid),
                header(message, BulkSmsConstants.SENDER_ID, configuration.getSenderId()),
                header(message, BulkSmsConstants.SESSION_ID, configuration.getSessionId()));
    }

    private String runName(Exchange exchange, Object recipients) {
        Message message = exchange.getMessage();
        String name = header(message, BulkSmsConstants.RUN, configuration.getRun());
        if (name == null && recipients instanceof File file) {
            name = file.getName();
        }
        if (name == null && recipients instanceof Path path) {
            name = path.getFileName().toString();
        }
        if (name == null) {
            name = message.getHeader("JMSMessageID", String.class);
        }
        return name == null ? exchange.getExchangeId() : name;
    }

    private static void setHeaders(BulkSmsResult result, Message message) {
        Map<String, Object> headers = message.getHeaders();
        headers.put(BulkSmsConstants.READ, result.read());
        headers.put(BulkSmsConstants.ACCEPTED, result.accepted());
        headers.put(BulkSmsConstants.INVALID, result.invalid());
        headers.put(BulkSmsConstants.DUPLICATES, result.duplicates());
        headers.put(BulkSmsConstants.REFUSED, result.refused());
        headers.put(BulkSmsConstants.UNSENT, result.unsent());
        headers.put(BulkSmsConstants.UNKNOWN, result.unknown());
        headers.put(BulkSmsConstants.REQUESTS, result.requests());
        if (result.requests() <= BulkSmsResult.MAX_REFERENCE_IDS) {
            headers.put(BulkSmsConstants.REFERENCE_IDS, result.referenceIds());
        }
    }

    private static Object unwrap(Object recipients) {
        return recipients instanceof WrappedFile<?> wrapped && wrapped.getFile() instanceof File file
                ? file
                : recipients;
    }

    private static String header(Message message, String name, String otherwise) {
        return message.getHeader(name, otherwise, String.class);
    }
}
