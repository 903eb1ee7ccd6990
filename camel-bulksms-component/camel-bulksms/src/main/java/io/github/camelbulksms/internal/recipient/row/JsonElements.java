package io.github.camelbulksms.internal.recipient.row;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelbulksms.internal.recipient.ListRefusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** JSON text as elements: those of an array, or one object. Read as they are asked for. */
public final class JsonElements implements Elements {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            // else 381601234560.0 looks as if it had been written with an exponent
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** Jackson's message begins so where a name is repeated. */
    private static final String DUPLICATE = "Duplicate field";

    private final JsonParser parser;
    private final String name;
    private boolean started;
    private boolean isArray;
    private JsonToken token;

    /**
     * @param json in UTF-8
     * @param name names the text in error messages
     */
    public JsonElements(InputStream json, String name) throws IOException {
        this.name = name;
        // a reader, because Jackson guesses at the charset of bytes
        parser = JSON.createParser(new InputStreamReader(json, StandardCharsets.UTF_8.newDecoder()));
    }

    @Override
    public boolean hasNext() throws IOException {
        if (!started) {
            started = true;
            advance();
            isArray = token == JsonToken.START_ARRAY;
            if (isArray) {
                advance();
                checkEnd();
            }
        }
        return token != null && !isAtEndOfArray();
    }

    @Override
    public JsonNode next() throws IOException {
        try {
            JsonNode element = parser.readValueAsTree();
            advance();
            checkEnd();
            return element;
        } catch (JsonProcessingException e) {
            throw e.getOriginalMessage().startsWith(DUPLICATE) ? nameTwice() : malformed();
        } catch (CharacterCodingException | NumberFormatException e) {
            throw malformed();
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private boolean isAtEndOfArray() {
        return isArray && token == JsonToken.END_ARRAY;
    }

    private void advance() throws IOException {
        try {
            token = parser.nextToken();
        } catch (JsonProcessingException | CharacterCodingException e) {
            throw malformed();
        }
    }

    private void checkEnd() throws IOException {
        if (isArray && token == null) {
            throw new ListRefusal(place() + ": the JSON of the list ends within its array: expected the whole of it");
        }
        if (isAtEndOfArray()) {
            isArray = false;
            advance();
        }
        if (!isArray && token != null) {
            throw new ListRefusal(
                    place() + ": something follows the JSON of the list: expected one array with all recipients in it");
        }
    }

    private IOException nameTwice() {
        return new IOException(
                place() + ": a name stands twice in an object of the JSON of the list: expected it once");
    }

    // Jackson's own message repeats what it has read
    private IOException malformed() {
        return new IOException(place()
                + ": the JSON of the list is malformed: expected an array of strings or objects, or one object");
    }

    private String place() {
        JsonLocation location = parser.currentLocation();
        return name + ", line " + location.getLineNr();
    }
}
