package io.github.camelbulksms.internal.provider;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelbulksms.internal.provider.AttemptResult.Accepted;
import io.github.camelbulksms.internal.provider.AttemptResult.Capped;
import io.github.camelbulksms.internal.provider.AttemptResult.NotAccepted;
import io.github.camelbulksms.internal.provider.AttemptResult.Refused;
import io.github.camelbulksms.internal.provider.AttemptResult.Unknown;
import io.github.camelbulksms.internal.provider.ProviderError.Meaning;
import io.github.camelbulksms.internal.provider.Transport.Reply;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a reply means. The provider's own codes decide, not the HTTP status (provider documentation); whatever is not the
 * provider's JSON, whole, is unknown.
 */
public final class ReplyReader {

    private static final int BULK_REQUEST_ACCEPTED = 293;
    private static final int NOT_ATTEMPTED = 500;
    private static final int NOT_AUTHORIZED = 501;

    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*[\"']?([^\\s;\"']{1,40})");

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build()
            .reader();

    /** What the journal can hold of an ID. */
    private static final int MAX_REFERENCE_ID = 100;

    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]*");

    private ReplyReader() {}

    /**
     * @param now when the reply came, for a {@code Retry-After} that is a date
     */
    public static AttemptResult read(Reply reply, Instant now) {
        return read(reply, now, new QuotedReply(Echoes.NONE));
    }

    static AttemptResult read(Reply reply, Instant now, QuotedReply quoted) {
        JsonNode json = json(reply);
        if (json == null) {
            return unknown(reply, "whose body is not JSON");
        }
        JsonNode status = json.path("status").path("code");
        if (!status.isInt()) {
            return unknown(reply, "without the provider's status.code");
        }
        JsonNode errors = json.path("errors");
        if (!errors.isMissingNode() && !errors.isArray()) {
            return unknown(reply, "whose errors are not a list");
        }
        return switch (status.intValue()) {
            case BULK_REQUEST_ACCEPTED ->
                errors.isEmpty()
                        ? new Accepted(referenceId(json.path("reference_id").textValue()))
                        : unknown(reply, "that is accepted and carries errors");
            case NOT_ATTEMPTED, NOT_AUTHORIZED -> error(reply, json, now, quoted);
            default -> unknown(reply, "with status.code " + status.intValue() + ", which is not known here");
        };
    }

    /** The body as JSON, in the charset that it names, in UTF-8, or byte by byte; what is decided by is ASCII. Null when it is none. */
    private static JsonNode json(Reply reply) {
        Charset named = charset(reply.contentType());
        try {
            return named == null ? JSON.readTree(reply.body()) : JSON.readTree(new String(reply.body(), named));
        } catch (IOException e) {
            try {
                return JSON.readTree(new String(reply.body(), StandardCharsets.ISO_8859_1));
            } catch (IOException neither) {
                return null;
            }
        }
    }

    private static Charset charset(String contentType) {
        if (contentType == null || contentType.indexOf(';') < 0) {
            // most replies: no parameter, so nothing to search for
            return null;
        }
        Matcher parameter = CHARSET.matcher(contentType);
        try {
            return parameter.find() ? Charset.forName(parameter.group(1)) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** An ID that could not be kept gives way to a note: that the messages were taken must not be lost with it. */
    private static String referenceId(String id) {
        return id == null
                        || id.length() <= MAX_REFERENCE_ID
                                && PRINTABLE.matcher(id).matches()
                ? id
                : "(an ID of " + id.length() + " characters, too long or not printable)";
    }

    /** Of several errors the one decides after which least may be sent again. */
    private static AttemptResult error(Reply reply, JsonNode json, Instant now, QuotedReply quoted) {
        JsonNode worst = json.path("status");
        Meaning meaning = null;
        for (JsonNode error : json.path("errors")) {
            if (!error.path("code").isInt()) {
                return unknown(reply, "with an error whose code is no number");
            }
            Meaning next = ProviderError.of(error.path("code").intValue())
                    .map(known -> known.meaning)
                    .orElse(Meaning.REFUSED);
            if (meaning == null || next.isMoreCarefulThan(meaning)) {
                meaning = next;
                worst = error;
            }
        }
        int code = worst.path("code").intValue();
        String description = worst.path("description")
                .asText(json.path("status").path("description").asText());
        String said = code + " " + quoted.text(description)
                + ProviderError.of(code).map(one -> " (" + one.advice + ")").orElse("")
                + quoted.signatureString(json.path("signature_string").asText());
        return switch (meaning == null ? Meaning.REFUSED : meaning) {
            case REFUSED, ACCOUNT_REFUSED -> new Refused(code, said);
            case PASSING ->
                new NotAccepted(
                        Integer.toString(code),
                        "the provider did not take the request: " + said,
                        RetryAfter.parse(reply.retryAfter(), now));
            case CAPPED -> new Capped("the provider takes nothing more: " + said);
            case SEEN_BEFORE -> new Unknown("the provider has seen this request before: " + said);
        };
    }

    private static Unknown unknown(Reply reply, String what) {
        return new Unknown("no trustworthy answer: HTTP " + reply.httpStatus() + " " + what + " (" + reply.body().length
                + " bytes)");
    }
}
