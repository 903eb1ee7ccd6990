package io.github.camelbulksms.internal.provider;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The account, and how a request proves that it comes from it. Immutable. */
public sealed interface Credentials {

    String customerId();

    /** Never for people. */
    String apiKey();

    /**
     * The headers that authenticate one request.
     *
     * @param form the body, exactly as it is sent
     * @param now when it is sent
     * @param nonces gives one that is unlike that of any other request of the account; asked only where one is needed
     */
    Map<String, String> headers(ByteBuffer form, Instant now, Supplier<String> nonces);

    /**
     * @throws IllegalArgumentException when customer ID or API key cannot be used so; the message names the option
     */
    static Credentials of(AuthMethod method, String customerId, String apiKey) {
        return switch (method) {
            case basic -> new Basic(customerId, apiKey);
            case digest -> new Digest(customerId, apiKey);
        };
    }

    /** HTTP Basic authentication, RFC 7617. */
    record Basic(String customerId, String apiKey) implements Credentials {

        /**
         * @throws IllegalArgumentException when the customer ID holds a colon, which would end it (RFC 7617), or the API
         *     key white space
         */
        public Basic {
            checkCustomerId(customerId);
            checkApiKey(apiKey);
        }

        @Override
        public Map<String, String> headers(ByteBuffer form, Instant now, Supplier<String> nonces) {
            byte[] pair = (customerId + ":" + apiKey).getBytes(StandardCharsets.UTF_8);
            return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
        }

        @Override
        public String toString() {
            return "Basic[customerId=" + customerId + ", apiKey=xxxxxx]";
        }
    }

    /** The provider's own scheme, TSA: a signature over date, nonce and body (provider documentation). */
    record Digest(String customerId, String apiKey) implements Credentials {

        private static final String METHOD = "HMAC-SHA256";
        private static final DateTimeFormatter DATE =
                DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

        /**
         * @throws IllegalArgumentException when the customer ID holds a colon, or the API key is not base64
         */
        public Digest {
            checkCustomerId(customerId);
            checkApiKey(apiKey);
            try {
                if (Base64.getDecoder().decode(apiKey).length == 0) {
                    throw new IllegalArgumentException("empty");
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("apiKey is not base64, which authMethod=digest needs:"
                        + " expected the key as the provider's portal shows it");
            }
        }

        @Override
        public Map<String, String> headers(ByteBuffer form, Instant now, Supplier<String> nonces) {
            String date = DATE.format(now.atOffset(ZoneOffset.UTC));
            String nonce = nonces.get();
            return Map.of(
                    "Authorization", "TSA " + customerId + ":" + signature(form, date, nonce),
                    "Date", date,
                    "x-ts-auth-method", METHOD,
                    "x-ts-nonce", nonce);
        }

        private String signature(ByteBuffer form, String date, String nonce) {
            String before = String.join(
                    "\n",
                    "POST",
                    RequestForm.CONTENT_TYPE,
                    date,
                    "x-ts-auth-method:" + METHOD,
                    "x-ts-nonce:" + nonce,
                    "");
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(Base64.getDecoder().decode(apiKey), mac.getAlgorithm()));
                mac.update(before.getBytes(StandardCharsets.UTF_8));
                mac.update(form.duplicate());
                mac.update(("\n" + ProviderClient.PATH).getBytes(StandardCharsets.UTF_8));
                return Base64.getEncoder().encodeToString(mac.doFinal());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has HmacSHA256", e);
            }
        }

        @Override
        public String toString() {
            return "Digest[customerId=" + customerId + ", apiKey=xxxxxx]";
        }
    }

    private static void checkCustomerId(String customerId) {
        if (customerId.indexOf(':') >= 0) {
            throw new IllegalArgumentException("customerId holds a colon: expected the ID alone, without the API key");
        }
    }

    private static void checkApiKey(String apiKey) {
        if (apiKey.startsWith("#")) {
            throw new IllegalArgumentException("apiKey starts with #, which no key does: expected apiKey=#bean:name"
                    + " with the name of a String in the registry, or the property camel.component.bulksms.apiKey");
        }
        if (apiKey.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("apiKey holds white space, and a + in an URI becomes a space:"
                    + " expected apiKey=RAW(…), or the property camel.component.bulksms.apiKey");
        }
    }
}
