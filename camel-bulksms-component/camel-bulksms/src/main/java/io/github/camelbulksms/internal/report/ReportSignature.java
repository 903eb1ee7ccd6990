package io.github.camelbulksms.internal.report;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells the provider's reports from forged ones: base64(HMAC-SHA256(API key, raw body)) stands in {@code Authorization: TSA
 * customerId:signature} and in {@code x-ts-authorization} (provider documentation). Thread-safe.
 */
public final class ReportSignature {

    private static final String ALGORITHM = "HmacSHA256";

    private final String prefix;
    private final SecretKeySpec key;

    /**
     * @param apiKey base64, as the provider's portal shows it
     * @throws IllegalArgumentException when the API key is not base64
     */
    public ReportSignature(String customerId, String apiKey) {
        prefix = "TSA " + customerId + ":";
        try {
            key = new SecretKeySpec(Base64.getDecoder().decode(apiKey), ALGORITHM);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("apiKey is not base64, which the signature of delivery reports needs:"
                    + " expected the key as the provider's portal shows it");
        }
    }

    /**
     * Whether the provider signed the body for this account. Takes as long for a wrong signature as for the right one.
     *
     * @param body as it came
     * @param authorization the header {@code Authorization}, or null; some proxies take it away
     * @param tsAuthorization the header {@code x-ts-authorization}, or null
     * @return false also when both headers are missing, and when one of them is wrong
     */
    public boolean isOf(byte[] body, String authorization, String tsAuthorization) {
        if (authorization == null && tsAuthorization == null) {
            return false;
        }
        byte[] expected = sign(body);
        boolean first = authorization == null
                || authorization.startsWith(prefix) && matches(expected, authorization.substring(prefix.length()));
        boolean second = tsAuthorization == null
                || matches(
                        expected,
                        tsAuthorization.startsWith(prefix)
                                ? tsAuthorization.substring(prefix.length())
                                : tsAuthorization);
        return first & second;
    }

    private byte[] sign(byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getEncoder().encode(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static boolean matches(byte[] expected, String signature) {
        return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
    }
}
