package io.github.camelbulksms;

import io.github.camelbulksms.report.DeliveryReport;
import io.github.camelbulksms.report.NotAReportException;
import io.github.camelbulksms.report.ReportReader;
import io.github.camelbulksms.report.ReportSignature;
import io.github.camelbulksms.report.SeenReports;
import java.io.IOException;
import java.io.InputStream;
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

    private final ReportSignature signature;
    private final SeenReports seen;
    private final AsyncProcessor next;

    /**
     * @param signature null when reports are not verified
     */
    DeliveryReportProcessor(ReportSignature signature, SeenReports seen, Processor next) {
        this.signature = signature;
        this.seen = seen;
        this.next = AsyncProcessorConverterHelper.convert(next);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        DeliveryReport report;
        try {
            report = accept(exchange);
        } catch (IOException | RuntimeException e) {
            LOG.debug("a delivery report could not be read", e);
            answer(exchange, 400);
            report = null;
        }
        if (report == null) {
            callback.done(true);
            return true;
        }
        DeliveryReport taken = report;
        toMessage(report, exchange.getMessage());
        return next.process(exchange, doneSync -> {
            if (exchange.isFailed() || exchange.isRollbackOnly()) {
                seen.release(taken);
                answer(exchange, 500);
            } else {
                seen.taken(taken);
                answer(exchange, 200);
            }
            callback.done(doneSync);
        });
    }

    /** The report that the route is to take; null when the answer is already there. */
    private DeliveryReport accept(Exchange exchange) throws IOException {
        Message in = exchange.getIn();
        byte[] body = body(in);
        if (body.length > MAX_BODY) {
            answer(exchange, 413);
            return null;
        }
        if (signature != null
                && !signature.isOf(
                        body,
                        in.getHeader("Authorization", String.class),
                        in.getHeader("x-ts-authorization", String.class))) {
            answer(exchange, 401);
            return null;
        }
        try {
            DeliveryReport report = ReportReader.read(body);
            SeenReports.Claim claim = seen.claim(report);
            switch (claim) {
                case REPEATED -> answer(exchange, 200);
                // the other may fail yet: the provider shall come again
                case IN_HAND -> answer(exchange, 500);
                default -> {
                    return report;
                }
            }
        } catch (NotAReportException e) {
            LOG.warn("what the provider posted is no delivery report: {}", e.getMessage());
            answer(exchange, 400);
        }
        return null;
    }

    private static byte[] body(Message in) throws IOException {
        try (InputStream stream = in.getBody(InputStream.class)) {
            return stream == null ? new byte[0] : stream.readNBytes(MAX_BODY + 1);
        }
    }

    private static void toMessage(DeliveryReport report, Message message) {
        message.removeHeaders("*");
        message.setBody(report);
        message.setHeader(BulkSmsConstants.REFERENCE_ID, report.referenceId());
        message.setHeader(BulkSmsConstants.SESSION_ID, report.sessionId());
        message.setHeader(BulkSmsConstants.STATUS_CODE, report.statusCode());
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
