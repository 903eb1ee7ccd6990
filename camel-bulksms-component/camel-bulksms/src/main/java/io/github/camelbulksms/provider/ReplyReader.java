package io.github.camelbulksms.provider;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelbulksms.provider.Attempt.Accepted;
import io.github.camelbulksms.provider.Attempt.NotAccepted;
import io.github.camelbulksms.provider.Attempt.Refused;
import io.github.camelbulksms.provider.Attempt.Unknown;
import io.github.camelbulksms.provider.Transport.Reply;
import java.io.IOException;

/**
 * What a reply means. The provider's own codes decide, not the HTTP status (provider documentation); whatever is not the
 * provider's JSON, whole, is unknown.
 */
public final class ReplyReader {

    private static final int BULK_REQUEST_ACCEPTED = 293;
    private static final int NOT_ATTEMPTED = 500;
    private static final int NOT_AUTHORIZED = 501;
    private static final int RATE_LIMIT_EXCEEDED = -40007;
    private static final int SYSTEM_UNAVAILABLE = -90001;

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build()
            .reader();

    private ReplyReader() {}

    public static Attempt read(Reply reply) {
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
        JsonNode errors = json.path("errors");
        return switch (status.intValue()) {
            case BULK_REQUEST_ACCEPTED ->
                errors.isEmpty()
                        ? new Accepted(json.path("reference_id").textValue())
                        : unknown(reply, "that is accepted and carries errors");
            case NOT_ATTEMPTED, NOT_AUTHORIZED ->
                refusal(errors.path(0), status.intValue(), json.path("status").path("description"));
            default -> unknown(reply, "with status.code " + status.intValue() + ", which is not known here");
        };
    }

    private static Attempt refusal(JsonNode error, int statusCode, JsonNode statusDescription) {
        int code = error.path("code").asInt(statusCode);
        String description = error.path("description").asText(statusDescription.asText());
        return switch (code) {
            case RATE_LIMIT_EXCEEDED, SYSTEM_UNAVAILABLE ->
                new NotAccepted("the provider did not take the request: " + code + " " + description);
            default -> new Refused(code, description);
        };
    }

    private static Unknown unknown(Reply reply, String what) {
        return new Unknown("no trustworthy answer: HTTP " + reply.httpStatus() + " " + what + " (" + reply.body().length
                + " bytes)");
    }
}
