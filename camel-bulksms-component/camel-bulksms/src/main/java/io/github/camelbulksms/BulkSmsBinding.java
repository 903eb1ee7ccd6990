package io.github.camelbulksms;

import io.github.camelbulksms.internal.part.PartRequest;
import io.github.camelbulksms.internal.provider.BulkMessage;
import io.github.camelbulksms.internal.provider.TextReview;
import io.github.camelbulksms.internal.run.SendRequest;
import io.github.camelbulksms.model.BulkSmsPart;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.UseCaseCode;
import java.io.File;
import java.io.InputStream;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Message to request, and result to message. Thread-safe. */
final class BulkSmsBinding {

    private static final Logger LOG = LoggerFactory.getLogger(BulkSmsBinding.class);

    private final String campaign;
    private final BulkSmsConfiguration configuration;
    private final ListReading lists;
    private final RunNaming naming;
    /** Not locked: at worst a text is reviewed twice. */
    private volatile String lastReviewed;

    BulkSmsBinding(String campaign, BulkSmsConfiguration configuration) {
        this.campaign = campaign;
        this.configuration = configuration;
        lists = new ListReading(configuration);
        naming = new RunNaming(configuration);
    }

    SendRequest toRequest(Exchange exchange) {
        Provenance.removeUntrusted(exchange);
        Message message = exchange.getMessage();
        Object header = message.getHeader(BulkSmsConstants.RECIPIENTS);
        Object recipients = unwrap(header != null ? header : message.getBody());
        if (recipients == null) {
            throw new IllegalArgumentException("there is no recipient: the body is null and the header "
                    + BulkSmsConstants.RECIPIENTS + " is not set");
        }
        if (recipients instanceof InputStream in) {
            recipients = PartJson.peekable(in);
        }
        BulkSmsPart part = PartJson.read(recipients);
        if (part != null) {
            return PartRequest.of(part);
        }
        BulkMessage text = bulkMessage(message);
        String name = header(message, BulkSmsConstants.CAMPAIGN, campaign);
        return new SendRequest(
                naming.run(exchange, name, recipients, text),
                SendRequest.WHOLE_RUN,
                text,
                header == null ? lists.ofBody(recipients, exchange) : lists.ofHeader(recipients, exchange));
    }

    void fromResult(BulkSmsResult result, Exchange exchange) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                result.close();
            }
        });
        Message message = exchange.getMessage();
        setHeaders(result, message);
        if (result.bill() != null) {
            LOG.info(
                    "dry run of {}: {} segments of {}{}{}{}",
                    result,
                    result.segments(),
                    result.encoding(),
                    result.encodingForcedBy() == null ? "" : ", because of " + result.encodingForcedBy(),
                    System.lineSeparator(),
                    result.bill());
        }
        if (result.allWell()) {
            naming.done(result, exchange);
            message.setBody(result);
        } else {
            exchange.setProperty(BulkSmsConstants.RESULT_PROPERTY, result);
            exchange.setException(new BulkSmsException(result));
        }
    }

    private BulkMessage bulkMessage(Message message) {
        String template = header(message, BulkSmsConstants.TEMPLATE, configuration.getTemplate());
        if (template == null && message.getHeader(BulkSmsConstants.RECIPIENTS) != null) {
            template = message.getBody(String.class);
        }
        if (template == null) {
            throw new IllegalArgumentException("there is no text to send: expected the header "
                    + BulkSmsConstants.TEMPLATE
                    + ", the option template, or the body with the recipients in the header "
                    + BulkSmsConstants.RECIPIENTS);
        }
        review(template);
        String ucid = message.getHeader(BulkSmsConstants.UCID, String.class);
        return new BulkMessage(
                template,
                ucid == null ? configuration.getUcid() : UseCaseCode.of(ucid),
                header(message, BulkSmsConstants.SENDER_ID, configuration.getSenderId()),
                header(message, BulkSmsConstants.SESSION_ID, configuration.getSessionId()));
    }

    /** Warns once for each text, not for each of many messages with the same. */
    private void review(String template) {
        if (!template.equals(lastReviewed)) {
            lastReviewed = template;
            TextReview.warnings(template).forEach(warning -> LOG.warn("bulksms:{}: {}", campaign, warning));
        }
    }

    private static void setHeaders(BulkSmsResult result, Message message) {
        Map<String, Object> headers = message.getHeaders();
        headers.put(BulkSmsConstants.READ, result.read());
        for (Outcome outcome : Outcome.values()) {
            headers.put(countHeader(outcome), result.counts().of(outcome));
        }
        headers.put(BulkSmsConstants.REQUESTS, result.requests());
        headers.put(BulkSmsConstants.ENCODING, result.encoding());
        if (result.resumeAt() == null) {
            headers.remove(BulkSmsConstants.RESUME_AT);
        } else {
            headers.put(BulkSmsConstants.RESUME_AT, result.resumeAt().toString());
        }
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

    private static String countHeader(Outcome outcome) {
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
