package io.github.camelbulksms;

import io.github.camelbulksms.internal.part.PartRequest;
import io.github.camelbulksms.internal.provider.BulkMessage;
import io.github.camelbulksms.internal.recipient.RecipientInput;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumbers;
import io.github.camelbulksms.internal.run.Run;
import io.github.camelbulksms.internal.run.SendRequest;
import io.github.camelbulksms.model.BulkSmsPart;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.UseCaseCode;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;
import org.apache.camel.support.SynchronizationAdapter;

/** Message to request, and result to message. */
final class BulkSmsBinding {

    private static final long WHOLE_RUN = 0;

    private final String campaign;
    private final BulkSmsConfiguration configuration;
    private final PhoneNumbers numbers;

    BulkSmsBinding(String campaign, BulkSmsConfiguration configuration) {
        this.campaign = campaign;
        this.configuration = configuration;
        numbers = configuration.phoneNumbers();
    }

    SendRequest toRequest(Exchange exchange) {
        Message message = exchange.getMessage();
        Object header = message.getHeader(BulkSmsConstants.RECIPIENTS);
        Object recipients = unwrap(header != null ? header : message.getBody());
        if (recipients == null) {
            throw new IllegalArgumentException("there is no recipient: the body is null and the header "
                    + BulkSmsConstants.RECIPIENTS + " is not set");
        }
        BulkSmsPart part = part(recipients);
        if (part != null) {
            return PartRequest.of(part);
        }
        BulkMessage text = toMessage(message, header != null);
        String name = header(message, BulkSmsConstants.CAMPAIGN, campaign);
        String run = header(message, BulkSmsConstants.RUN, configuration.getRun());
        return new SendRequest(
                new Run(name, run == null ? RunName.of(exchange, name, recipients) : run),
                WHOLE_RUN,
                text,
                list(recipients, exchange));
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
            RunName.countSend(exchange, result.campaign());
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

    /** The part that was split off elsewhere, or null when the recipients are not one; JSON text and bytes may come from a queue. */
    private static BulkSmsPart part(Object recipients) {
        // not by a type converter: when it fails, Camel repeats the whole text in the exception
        if (recipients instanceof String text && text.startsWith("{")) {
            return BulkSmsPart.ofJson(text.getBytes(StandardCharsets.UTF_8));
        }
        if (recipients instanceof byte[] bytes && bytes.length > 0 && bytes[0] == '{') {
            return BulkSmsPart.ofJson(bytes);
        }
        return recipients instanceof BulkSmsPart part ? part : null;
    }

    private RecipientInput list(Object recipients, Exchange exchange) {
        return RecipientInput.of(recipients, numbers)
                .or(() -> Optional.ofNullable(exchange.getContext()
                                .getTypeConverter()
                                .tryConvertTo(InputStream.class, exchange, recipients))
                        .flatMap(in -> RecipientInput.of(in, numbers)))
                .orElseThrow(() -> new IllegalArgumentException("recipients are of type "
                        + recipients.getClass().getName()
                        + ": expected text, a file, a stream, a part, or a collection or iterator of lines, rows or"
                        + " recipients"));
    }

    private static void setHeaders(BulkSmsResult result, Message message) {
        Map<String, Object> headers = message.getHeaders();
        headers.put(BulkSmsConstants.READ, result.read());
        for (Outcome outcome : Outcome.values()) {
            headers.put(header(outcome), result.counts().of(outcome));
        }
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

    private static String header(Outcome outcome) {
        return switch (outcome) {
            case ACCEPTED -> BulkSmsConstants.ACCEPTED;
            case INVALID -> BulkSmsConstants.INVALID;
            case DUPLICATE -> BulkSmsConstants.DUPLICATES;
            case SUPPRESSED -> BulkSmsConstants.SUPPRESSED;
            case POSTPONED -> BulkSmsConstants.POSTPONED;
            case REFUSED -> BulkSmsConstants.REFUSED;
            case UNSENT -> BulkSmsConstants.UNSENT;
            case UNKNOWN -> BulkSmsConstants.UNKNOWN;
        };
    }
}
