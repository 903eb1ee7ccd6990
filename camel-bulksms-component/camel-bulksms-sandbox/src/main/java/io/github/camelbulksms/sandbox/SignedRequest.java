package io.github.camelbulksms.sandbox;

import com.sun.net.httpserver.Headers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a Digest signs: method, content type, date, the {@code x-ts-} headers by name, body and path, a line each. */
final class SignedRequest {

    /** The provider does not publish its own. */
    static final Duration TOLERATED_AGE = Duration.ofMinutes(15);

    private static final String METHOD = "HMAC-SHA256";

    private final Headers headers;
    private final byte[] signed;

    SignedRequest(Headers headers, byte[] body) {
        this.headers = headers;
        ByteArrayOutputStream string = new ByteArrayOutputStream();
        string.writeBytes(("POST\n" + text("Content-Type") + "\n"
                        + (headers.getFirst("x-ts-date") == null ? text("Date") : "") + "\n")
                .getBytes(StandardCharsets.UTF_8));
        xTsHeaders()
                .forEach((name, value) ->
                        string.writeBytes((name + ":" + value + "\n").getBytes(StandardCharsets.UTF_8)));
        string.writeBytes(body);
        string.writeBytes(("\n" + BulkEndpoint.PATH).getBytes(StandardCharsets.UTF_8));
        signed = string.toByteArray();
    }

    void checkDate(Instant now) throws RefusedException {
        String date = headers.getFirst("x-ts-date") == null ? text("Date") : text("x-ts-date");
        try {
            Instant signedAt = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
            if (Duration.between(signedAt, now).abs().compareTo(TOLERATED_AGE) > 0) {
                throw new RefusedException(
                        ProviderError.DATE_OUT_OF_RANGE,
                        "Digest: the date is " + date + ", and it is " + now + ": expected no more than "
                                + TOLERATED_AGE.toMinutes() + " minutes between them");
            }
        } catch (DateTimeException e) {
            throw new RefusedException(
                    ProviderError.DATE_OUT_OF_RANGE,
                    "Digest: the date is '" + date + "': expected for instance Tue, 03 Jun 2025 11:05:30 GMT");
        }
    }

    void checkSignature(String apiKey, String signature) throws RefusedException {
        String method = headers.getFirst("x-ts-auth-method");
        if (!METHOD.equals(method)) {
            throw invalid("Digest: the header x-ts-auth-method is " + method + ": expected " + METHOD);
        }
        if (!MessageDigest.isEqual(sign(apiKey), signature.getBytes(StandardCharsets.UTF_8))) {
            throw invalid("Digest: the signature is another; the reply has the string that was signed");
        }
    }

    private RefusedException invalid(String why) {
        return new RefusedException(ProviderError.INVALID_SIGNATURE, why, new String(signed, StandardCharsets.UTF_8));
    }

    /** The signature in base64, or nothing when the key is none for a Digest. */
    private byte[] sign(String apiKey) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(apiKey), "HmacSHA256"));
            return Base64.getEncoder().encode(mac.doFinal(signed));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private Map<String, String> xTsHeaders() {
        Map<String, String> sorted = new TreeMap<>();
        headers.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            // this one carries the signature itself
            if (lower.startsWith("x-ts-") && !lower.equals("x-ts-authorization")) {
                sorted.put(lower, values.get(0));
            }
        });
        return sorted;
    }

    private String text(String header) {
        String value = headers.getFirst(header);
        return value == null ? "" : value;
    }
}
