package io.github.camelbulksms.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Decodes an {@code application/x-www-form-urlencoded} body, strictly: malformed escapes, malformed UTF-8 and fields that
 * come twice are bad requests.
 */
final class Form {

    private final Map<String, String> fields = new LinkedHashMap<>();

    private Form() {}

    static Form parse(byte[] body) throws RefusedException {
        Form form = new Form();
        int start = 0;
        for (int end = 0; end <= body.length; end++) {
            if (end == body.length || body[end] == '&') {
                form.add(body, start, end);
                start = end + 1;
            }
        }
        return form;
    }

    /** The decoded field, or null when the form has none of that name. */
    String get(String name) {
        return fields.get(name);
    }

    Iterable<String> names() {
        return fields.keySet();
    }

    private void add(byte[] body, int start, int end) throws RefusedException {
        if (start == end) {
            return;
        }
        int equals = start;
        while (equals < end && body[equals] != '=') {
            equals++;
        }
        String name = decode(body, start, equals);
        String value = equals == end ? "" : decode(body, equals + 1, end);
        if (fields.put(name, value) != null) {
            throw bad("the field " + Preview.of(name, 80) + " comes twice");
        }
    }

    private static String decode(byte[] body, int start, int end) throws RefusedException {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(end - start);
        for (int i = start; i < end; i++) {
            byte b = body[i];
            if (b == '%') {
                if (i + 2 >= end) {
                    throw bad("an escape is cut off: expected two digits behind %");
                }
                decoded.write(hex(body[i + 1]) << 4 | hex(body[i + 2]));
                i += 2;
            } else {
                decoded.write(b == '+' ? ' ' : b);
            }
        }
        try {
            // a decoder made here reports malformed input, where new String(bytes, UTF_8) would replace it
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decoded.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw bad("it is not UTF-8 in byte " + start + " to " + end);
        }
    }

    private static int hex(byte digit) throws RefusedException {
        int value = Character.digit(digit, 16);
        if (value < 0) {
            throw bad("an escape is malformed: expected two hex digits behind %");
        }
        return value;
    }

    private static RefusedException bad(String why) {
        return new RefusedException(ProviderError.BAD_REQUEST, why);
    }
}
