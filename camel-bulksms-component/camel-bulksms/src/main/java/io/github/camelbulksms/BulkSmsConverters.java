package io.github.camelbulksms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelbulksms.delivery.BulkSmsResult;
import org.apache.camel.Converter;

/** Type converters of the component. */
@Converter(generateLoader = true)
public final class BulkSmsConverters {

    private static final JsonMapper JSON = new JsonMapper();

    private BulkSmsConverters() {}

    /** The result as JSON text: counts, reference IDs and problems, but no recipients. */
    @Converter
    public static String toJson(BulkSmsResult result) throws JsonProcessingException {
        return JSON.writeValueAsString(result);
    }
}
