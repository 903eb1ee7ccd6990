package io.github.camelbulksms;

import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.report.NotAReportException;
import io.github.camelbulksms.internal.report.ReportLog;
import io.github.camelbulksms.internal.report.ReportReader;
import io.github.camelbulksms.internal.report.ReportSignature;
import io.github.camelbulksms.model.DeliveryReport;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.AsyncProcessorSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what is posted to the webhook: verifies, reads, drops repeats, hands on, and only then says so to the provider. */
class DeliveryReportProcessor extends AsyncProcessorSupport {

    static final int MAX_BODY = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryReportProcessor.class);
    private static final Pattern UP_TO_FIVE_DIGITS = Pattern.compile("[0-9]{1,5}");

    private final Supplier<ReportSignature> signature;
    private final ReportLog log;
    private final OptOuts optOuts;
    private final AsyncProcessor next;

    /**
     * @param signature with the key of now; null when reports are not verified
     * @param optOuts null where they are not entered
     */
    DeliveryReportProcessor(Supplier<ReportSignature> signature, ReportLog log, OptOuts optOuts, Processor next) {
        this.optOuts = optOuts;
        this.signature = signature;
        this.log = log;
        this.next = AsyncProcessorConverterHelper.convert(next);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        DeliveryReport report = prepare(exchange);
        if (report == null) {
            callback.done(true);
            return true;
        }
        return next.process(exchange, doneSync -> {
            answer(exchange, isTaken(report, exchange) ? 200 : 500);
            // the route's error handler has logged it; some servers would send it to the client, with a stack trace
            exchange.setException(null);
            exchange.setRollbackOnly(false);
            callback.done(doneSync);
        });
    }

    /**
     * Makes the message for the route; null when the request was already answered. Nothing is thrown, not even when the API key cannot be
     * looked up: some servers would send the stack trace to the client.
     */
    private DeliveryReport prepare(Exchange exchange) {
        DeliveryReport report = null;
        try {
            report = accept(exchange);
            if (report != null) {
                enterOptOut(report);
                // before our own headers are set: what is noted later would take them for the client's
                Provenance.note(exchange);
                toMessage(report, exchange.getMessage());
            }
            return report;
        } catch (IOException | RuntimeException | Error e) {
            LOG.warn(
                    "a delivery report was not processed; the provider will deliver it again: {}",
                    AttemptResult.describe(e));
            if (report != null) {
                log.release(report);
            }
            answer(exchange, 500);
            return null;
        }
    }

    /** Before the route: an opt-out holds even if the route fails. */
    private void enterOptOut(DeliveryReport report) throws IOException {
        if (optOuts == null) {
            return;
        }
        try {
            optOuts.enter(report);
        } catch (IOException | RuntimeException e) {
            throw new IOException("an opt-out was not entered into the suppression list: " + e.getMessage(), e);
        }
    }

    private boolean isTaken(DeliveryReport report, Exchange exchange) {
        if (exchange.isFailed() || exchange.isRollbackOnly()) {
            log.release(report);
            return false;
        }
        try {
            log.processed(report);
            return true;
        } catch (IOException e) {
            return isNotStored(e);
        } catch (RuntimeException | Error e) {
            log.release(report);
            return isNotStored(e);
        }
    }

    private static boolean isNotStored(Throwable e) {
        LOG.warn(
                "a delivery report was processed, but could not be stored; the provider will deliver it again: {}",
                AttemptResult.describe(e));
        return false;
    }

    /** The report for the route; null when the request was already answered. */
    private DeliveryReport accept(Exchange exchange) {
        if (isTooLong(exchange.getIn())) {
            answer(exchange, 413);
            return null;
        }
        if (isPacked(exchange.getIn())) {
            answer(exchange, 415);
            return null;
        }
        byte[] body;
        try {
            body = body(exchange.getIn());
        } catch (IOException | RuntimeException e) {
            LOG.debug("the body of a delivery report could not be read", e);
            answer(exchange, 400);
            return null;
        }
        if (body.length > MAX_BODY) {
            answer(exchange, 413);
        } else if (!isSigned(body, exchange.getIn())) {
            answer(exchange, 401);
        } else {
            return claim(body, exchange);
        }
        return null;
    }

    private boolean isSigned(byte[] body, Message in) {
        return signature == null
                || signature.get().isOf(body, header(in, "Authorization"), header(in, "x-ts-authorization"));
    }

    /** By what the client says, before anything is read. */
    private static boolean isTooLong(Message in) {
        String length = header(in, "Content-Length");
        return length != null
                && (!UP_TO_FIVE_DIGITS.matcher(length.strip()).matches()
                        || Integer.parseInt(length.strip()) > MAX_BODY);
    }

    /** The provider does not pack reports, and some servers unpack what is, however much it is. */
    private static boolean isPacked(Message in) {
        String encoding = header(in, "Content-Encoding");
        return encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity");
    }

    /** Whatever its case: a context may be told to keep headers as they come. */
    private static String header(Message in, String name) {
        String value = in.getHeader(name, String.class);
        if (value != null) {
            return value;
        }
        return in.getHeaders().keySet().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .map(key -> in.getHeader(key, String.class))
                .orElse(null);
    }

    private DeliveryReport claim(byte[] body, Exchange exchange) {
        try {
            DeliveryReport report = ReportReader.read(body);
            switch (log.claim(report, body)) {
                case PROCESSED -> answer(exchange, 200);
                // the other delivery may still fail: the provider is to repeat it
                case IN_PROGRESS -> answer(exchange, 500);
                default -> {
                    return report;
                }
            }
        } catch (NotAReportException e) {
            LOG.warn("what the provider posted is no delivery report: {}", e.getMessage());
            answer(exchange, 400);
        } catch (IOException e) {
            LOG.warn("a delivery report was not processed; the provider will deliver it again: {}", e.getMessage());
            answer(exchange, 500);
        }
        return null;
    }

    /** Leaves the stream open, for the server to close: to close one that was not read to its end fails on some servers. */
    private static byte[] body(Message in) throws IOException {
        InputStream stream = in.getBody(InputStream.class);
        return stream == null ? new byte[0] : stream.readNBytes(MAX_BODY + 1);
    }

    private static void toMessage(DeliveryReport report, Message message) {
        message.removeHeaders("*");
        message.setBody(report);
        message.setHeader(BulkSmsConstants.REFERENCE_ID, report.referenceId());
        message.setHeader(BulkSmsConstants.SESSION_ID, report.sessionId());
        message.setHeader(BulkSmsConstants.STATUS_CODE, report.statusCode());
        message.setHeader(BulkSmsConstants.STATUS_MEANING, report.status().meaning());
        message.setHeader(BulkSmsConstants.FINAL, report.status().isFinal());
        message.setHeader(BulkSmsConstants.DELIVERED, report.status().isDelivered());
    }

    /** An answer without a body, and without what came in. */
    private static void answer(Exchange exchange, int status) {
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        answer.setBody("");
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    }
}
