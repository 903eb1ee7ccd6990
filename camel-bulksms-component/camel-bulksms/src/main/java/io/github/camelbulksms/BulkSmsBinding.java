package io.github.camelbulksms;

import io.github.camelbulksms.internal.journal.ExcludedRuns;
import io.github.camelbulksms.internal.part.PartRequest;
import io.github.camelbulksms.internal.provider.BulkMessage;
import io.github.camelbulksms.internal.provider.Segments;
import io.github.camelbulksms.internal.provider.TextReview;
import io.github.camelbulksms.internal.run.Run;
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
                header == null ? lists.ofBody(recipients, exchange) : lists.ofHeader(recipients, exchange),
                excluded(message));
    }

    void fromResult(BulkSmsResult result, Exchange exchange) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                result.close();
            }
        });
        setResult(result, exchange);
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
            exchange.getMessage().setBody(result);
        } else {
            exchange.setException(RunFailure.of(result));
        }
    }

    /** A run could not be begun. */
    void fail(Run run, Throwable e, Exchange exchange) {
        BulkSmsException failure = RunFailure.of(run, e).orElse(null);
        if (failure == null) {
            exchange.setException(e);
        } else {
            setResult(failure.getResult(), exchange);
            // zeros, or the counts of an earlier send, would look like a finished run
            removeCounts(exchange.getMessage());
            exchange.setException(failure);
        }
    }

    private static void setResult(BulkSmsResult result, Exchange exchange) {
        exchange.setProperty(BulkSmsConstants.RESULT_PROPERTY, result);
        exchange.setProperty(BulkSmsConstants.ANSWER_PROPERTY, new ShortListAnswer(result));
        exchange.setProperty(BulkSmsConstants.NOT_ACCEPTED_PROPERTY, new NotAcceptedReport(result));
        setHeaders(result, exchange.getMessage());
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
        if (configuration.isDryRun()) {
            logText(template);
        }
        String ucid = message.getHeader(BulkSmsConstants.UCID, String.class);
        return new BulkMessage(
                template,
                ucid == null ? configuration.getUcid() : UseCaseCode.of(ucid),
                header(message, BulkSmsConstants.SENDER_ID, configuration.getSenderId()),
                header(message, BulkSmsConstants.SESSION_ID, configuration.getSessionId()));
    }

    /** What recipients would read: a text that a properties file or an expression has spoilt is seen here. */
    private void logText(String template) {
        Segments segments = Segments.of(template);
        LOG.info(
                "bulksms:{}: dry run, segments: {} ({}{}), the text is: {}",
                campaign,
                segments.count(),
                segments.alphabet().label(),
                segments.forcedBy().map(by -> ", for " + by).orElse(""),
                template);
    }

    /** Warns once for each text, not for each of many messages with the same. */
    private void review(String template) {
        if (!template.equals(lastReviewed)) {
            lastReviewed = template;
            TextReview.warnings(template).forEach(warning -> LOG.warn("bulksms:{}: {}", campaign, warning));
        }
    }

    private static void removeCounts(Message message) {
        message.removeHeader(BulkSmsConstants.READ);
        for (Outcome outcome : Outcome.values()) {
            message.removeHeader(countHeader(outcome));
        }
        message.removeHeader(BulkSmsConstants.REQUESTS);
        message.removeHeader(BulkSmsConstants.BATCHES);
        message.removeHeader(BulkSmsConstants.ACCEPTED_BEFORE);
        message.removeHeader(BulkSmsConstants.REFERENCE_IDS);
    }

    private static void setHeaders(BulkSmsResult result, Message message) {
        Map<String, Object> headers = message.getHeaders();
        headers.put(BulkSmsConstants.READ, result.read());
        for (Outcome outcome : Outcome.values()) {
            headers.put(countHeader(outcome), result.counts().of(outcome));
        }
        headers.put(BulkSmsConstants.REQUESTS, result.requests());
        headers.put(BulkSmsConstants.BATCHES, result.batches());
        headers.put(BulkSmsConstants.ACCEPTED_BEFORE, result.counts().acceptedBefore());
        if (result.code() == null) {
            headers.remove(BulkSmsConstants.FAILURE_CODE);
            headers.remove(BulkSmsConstants.HTTP_STATUS);
        } else {
            headers.put(BulkSmsConstants.FAILURE_CODE, result.code().label());
            headers.put(BulkSmsConstants.HTTP_STATUS, result.code().httpStatus());
        }
        headers.put(BulkSmsConstants.ENCODING, result.encoding());
        if (result.resumeAt() == null) {
            headers.remove(BulkSmsConstants.RESUME_AT);
        } else {
            headers.put(BulkSmsConstants.RESUME_AT, result.resumeAt().toString());
        }
        if (result.requests() <= BulkSmsResult.MAX_REFERENCE_IDS) {
            headers.put(BulkSmsConstants.REFERENCE_IDS, result.referenceIds());
        } else {
            headers.remove(BulkSmsConstants.REFERENCE_IDS);
        }
    }

    private static Object unwrap(Object recipients) {
        return recipients instanceof WrappedFile<?> wrapped && wrapped.getFile() instanceof File file
                ? file
                : recipients;
    }

    private ExcludedRuns excluded(Message message) {
        return ExcludedRuns.of(header(message, BulkSmsConstants.EXCLUDE_RUNS, configuration.getExcludeRuns()));
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
