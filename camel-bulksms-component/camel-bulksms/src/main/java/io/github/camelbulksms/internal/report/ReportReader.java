package io.github.camelbulksms.internal.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelbulksms.model.DeliveryReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the provider's JSON. */
public final class ReportReader {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final TypeReference<Map<String, Object>> ANYTHING = new TypeReference<>() {};

    private ReportReader() {}

    /**
     * @throws NotAReportException when it is not; the message quotes nothing of it
     */
    public static DeliveryReport read(byte[] body) throws NotAReportException {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (IOException e) {
            throw new NotAReportException("the body is not JSON: expected a delivery report");
        }
        JsonNode status = json.path("status");
        if (!status.path("code").isInt()) {
            throw new NotAReportException("status.code is missing, or no number: expected a delivery report");
        }
        return new DeliveryReport(
                text(json, "reference_id"),
                text(json, "session_id"),
                status.path("code").intValue(),
                text(status, "description"),
                text(status, "updated_on"),
                text(json, "submit_timestamp"),
                errors(json.path("errors")),
                additionalInfo(json.path("additional_info")));
    }

    /** The text of a field; null when it is missing or null. */
    private static String text(JsonNode json, String field) throws NotAReportException {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new NotAReportException(field + " is " + value.getNodeType() + ": expected text");
        }
        return value.textValue();
    }

    private static List<DeliveryReport.ReportError> errors(JsonNode json) throws NotAReportException {
        List<DeliveryReport.ReportError> errors = new ArrayList<>();
        for (JsonNode error : json) {
            errors.add(new DeliveryReport.ReportError(
                    error.path("code").isInt() ? error.path("code").intValue() : 0, text(error, "description")));
        }
        return errors;
    }

    private static Map<String, Object> additionalInfo(JsonNode json) {
        if (!json.isObject()) {
            return Map.of();
        }
        Map<String, Object> info = JSON.convertValue(json, ANYTHING);
        info.values().removeIf(value -> value == null);
        return info;
    }
}
