package io.github.camelbulksms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReader;
import io.github.camelbulksms.internal.recipient.text.RecipientLine;
import io.github.camelbulksms.model.BulkSmsPart;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.CampaignTotals;
import io.github.camelbulksms.model.NumberCheck;
import io.github.camelbulksms.model.Recipient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Converter;

/** Type converters of the component. */
@Converter(generateLoader = true)
final class BulkSmsConverters {

    private static final JsonMapper JSON = new JsonMapper();
    private static final PhoneNumberReader NUMBERS = new PhoneNumberReader(NumberCheck.shape, null, null);

    private BulkSmsConverters() {}

    /** The result as JSON text: counts, reference IDs and problems, but no recipients. */
    @Converter
    public static String toJson(BulkSmsResult result) throws JsonProcessingException {
        return JSON.writeValueAsString(result);
    }

    /** The outcome of each recipient, as JSON text. */
    @Converter
    public static String toJson(ShortListAnswer answer) throws JsonProcessingException {
        return JSON.writeValueAsString(answer.fields());
    }

    /** The outcome of each recipient, as JSON text in UTF-8. */
    @Converter
    public static InputStream toJsonStream(ShortListAnswer answer) throws JsonProcessingException {
        return new ByteArrayInputStream(JSON.writeValueAsBytes(answer.fields()));
    }

    /** The recipients who were not accepted, as CSV. */
    @Converter
    public static InputStream toCsvStream(NotAcceptedReport report) {
        return report.open();
    }

    /** The recipients who were not accepted, as CSV text. */
    @Converter
    public static String toCsv(NotAcceptedReport report) throws IOException {
        try (InputStream csv = report.open()) {
            return new String(csv.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** How a campaign stands, as JSON text. */
    @Converter
    public static String toJson(CampaignTotals totals) throws JsonProcessingException {
        return JSON.writeValueAsString(totals);
    }

    /** The result as JSON text in UTF-8, as a file or a queue takes it. */
    @Converter
    public static InputStream toJsonStream(BulkSmsResult result) throws JsonProcessingException {
        return new ByteArrayInputStream(JSON.writeValueAsBytes(result));
    }

    /** The part as JSON text, for a queue. */
    @Converter
    public static String toJson(BulkSmsPart part) {
        return new String(part.toJson(), StandardCharsets.UTF_8);
    }

    /** The part as JSON text in UTF-8, for a queue. */
    @Converter
    public static byte[] toJsonBytes(BulkSmsPart part) {
        return part.toJson();
    }

    /** The part that JSON text holds. */
    @Converter
    public static BulkSmsPart toPart(String json) {
        return BulkSmsPart.ofJson(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The part that JSON text in UTF-8 holds. */
    @Converter
    public static BulkSmsPart toPart(byte[] json) {
        return BulkSmsPart.ofJson(json);
    }

    /** The part that a stream of JSON text in UTF-8 holds. */
    @Converter
    public static BulkSmsPart toPart(InputStream json) throws IOException {
        return BulkSmsPart.ofJson(json.readAllBytes());
    }

    /** The recipient of a line {@code phone} or {@code phone,sessionId}. */
    @Converter
    public static Recipient toRecipient(String line) {
        return RecipientLine.read(line, NUMBERS);
    }

    /** The recipient as a line. */
    @Converter
    public static String toLine(Recipient recipient) {
        return recipient.toLine();
    }
}
