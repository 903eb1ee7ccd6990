package io.github.camelbulksms.internal.recipient.row;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Values of rows as text. Databases and spreadsheets hold numbers as numbers; what is no whole one is no phone number. */
public final class CellText {

    /** A number of more digits is none to send to, and is not written out. */
    private static final int MAX_DIGITS = 30;

    /** Above it a float does not hold every whole number. */
    private static final float MAX_WHOLE_FLOAT = 1 << 24;

    private CellText() {}

    /**
     * A value as text; empty for null.
     *
     * @throws IllegalArgumentException when it can be none that tells a recipient
     */
    public static String of(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof CharSequence || value instanceof Character) {
            return value.toString().strip();
        }
        if (value instanceof Number number) {
            return ofNumber(number);
        }
        if (value instanceof byte[] bytes) {
            return ofBytes(bytes);
        }
        if (value instanceof JsonNode json) {
            return ofJson(json);
        }
        if (value instanceof Enum<?> || value.getClass().getName().startsWith("java.util.UUID")) {
            return value.toString();
        }
        throw new IllegalArgumentException(
                "a value of type " + value.getClass().getName() + ": expected a text or a number");
    }

    private static String ofNumber(Number number) {
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                throw new IllegalArgumentException("the number is " + value + ": expected a whole number");
            }
            if (number instanceof Float && Math.abs(value) > MAX_WHOLE_FLOAT) {
                throw new IllegalArgumentException(
                        "the number is a float, which is rounded to 7 digits: expected a long, or a text");
            }
            return whole(BigDecimal.valueOf(value));
        }
        return number instanceof BigDecimal decimal ? whole(decimal) : number.toString();
    }

    private static String whole(BigDecimal decimal) {
        if (decimal.precision() - (long) decimal.scale() > MAX_DIGITS) {
            throw new IllegalArgumentException("the number has more than " + MAX_DIGITS + " digits");
        }
        BigDecimal stripped = decimal.stripTrailingZeros();
        if (stripped.scale() > 0) {
            throw new IllegalArgumentException("the number has a fraction: expected a whole number");
        }
        return stripped.toPlainString();
    }

    private static String ofBytes(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .strip();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("malformed UTF-8: expected UTF-8", e);
        }
    }

    private static String ofJson(JsonNode json) {
        if (json.isNull() || json.isMissingNode()) {
            return "";
        }
        if (json.isTextual()) {
            return json.textValue().strip();
        }
        if (json.isNumber()) {
            if (json.isBigDecimal() && json.decimalValue().scale() < 0) {
                throw new IllegalArgumentException(
                        "the number is in scientific notation, as spreadsheets write long numbers,"
                                + " its last digits are lost: expected a string");
            }
            return ofNumber(json.numberValue());
        }
        throw new IllegalArgumentException(
                "a JSON " + json.getNodeType().name().toLowerCase(Locale.ROOT) + ": expected a string or a number");
    }
}
