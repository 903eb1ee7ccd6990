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
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a reply means. The provider's own codes decide, not the HTTP status (provider documentation); whatever is not the
 * provider's JSON, whole, is unknown.
 */
public final class ReplyReader {

    private static final int BULK_REQUEST_ACCEPTED = 293;
    private static final int NOT_ATTEMPTED = 500;
    private static final int NOT_AUTHORIZED = 501;

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build()
            .reader();

    private ReplyReader() {}

    /**
     * @param now when the reply came, for a {@code Retry-After} that is a date
     */
    public static AttemptResult read(Reply reply, Instant now) {
        JsonNode json;
        try {
            json = JSON.readTree(reply.body());
        } catch (IOException e) {
            return unknown(reply, "whose body is not JSON");
        }
        JsonNode status = json.path("status").path("code");
        if (!status.isInt()) {
            return unknown(reply, "without the provider's status.code");
        }
        return switch (status.intValue()) {
            case BULK_REQUEST_ACCEPTED ->
                json.path("errors").isEmpty()
                        ? new Accepted(json.path("reference_id").textValue())
                        : unknown(reply, "that is accepted and carries errors");
            case NOT_ATTEMPTED, NOT_AUTHORIZED ->
                error(json, status.intValue(), RetryAfter.parse(reply.retryAfter(), now));
            default -> unknown(reply, "with status.code " + status.intValue() + ", which is not known here");
        };
    }

    private static AttemptResult error(JsonNode json, int statusCode, Duration retryAfter) {
        JsonNode error = json.path("errors").path(0);
        int code = error.path("code").asInt(statusCode);
        String description = error.path("description")
                .asText(json.path("status").path("description").asText());
        Optional<ProviderError> known = ProviderError.of(code);
        String said = code + " " + QuotedReply.text(description)
                + known.map(one -> " (" + one.advice + ")").orElse("")
                + QuotedReply.signatureString(json.path("signature_string").asText());
        return switch (known.map(one -> one.meaning).orElse(Meaning.REFUSED)) {
            case REFUSED, ACCOUNT_REFUSED -> new Refused(code, said);
            case PASSING ->
                new NotAccepted(Integer.toString(code), "the provider did not take the request: " + said, retryAfter);
            case CAPPED -> new Capped("the provider takes nothing more: " + said);
            case SEEN_BEFORE -> new Unknown("the provider has seen this request before: " + said);
        };
    }

    private static Unknown unknown(Reply reply, String what) {
        return new Unknown("no trustworthy answer: HTTP " + reply.httpStatus() + " " + what + " (" + reply.body().length
                + " bytes)");
    }
}
