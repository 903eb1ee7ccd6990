package io.github.camelbulksms.provider;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** The account, and how a request proves that it comes from it. */
public sealed interface Credentials {

    String customerId();

    /** The headers that authenticate one request. */
    Map<String, String> headers();

    /** HTTP Basic authentication, RFC 7617. */
    record Basic(String customerId, String apiKey) implements Credentials {

        /**
         * @throws IllegalArgumentException when the customer ID holds a colon, which would end it (RFC 7617)
         */
        public Basic {
            if (customerId.indexOf(':') >= 0) {
                throw new IllegalArgumentException(
                        "customerId holds a colon: expected the ID alone, without the API key");
            }
        }

        @Override
        public Map<String, String> headers() {
            byte[] pair = (customerId + ":" + apiKey).getBytes(StandardCharsets.UTF_8);
            return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
        }

        @Override
        public String toString() {
            return "Basic[customerId=" + customerId + ", apiKey=xxxxxx]";
        }
    }
}
