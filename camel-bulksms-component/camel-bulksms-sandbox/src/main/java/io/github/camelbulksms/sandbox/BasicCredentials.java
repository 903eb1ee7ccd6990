package io.github.camelbulksms.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/** The one account of the sandbox, and the check of a request's {@code Authorization} header against it. */
record BasicCredentials(String customerId, String apiKey) {

    private static final String SCHEME = "Basic ";

    void check(String authorization) throws RefusedException {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new RefusedException(ProviderError.UNKNOWN_CUSTOMER);
        }
        String given = decode(authorization.substring(SCHEME.length()).trim());
        int colon = given.indexOf(':');
        if (colon < 0 || !given.substring(0, colon).equals(customerId)) {
            throw new RefusedException(ProviderError.UNKNOWN_CUSTOMER);
        }
        byte[] key = given.substring(colon + 1).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(key, apiKey.getBytes(StandardCharsets.UTF_8))) {
            throw new RefusedException(ProviderError.INVALID_SIGNATURE);
        }
    }

    private static String decode(String base64) throws RefusedException {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(ProviderError.UNKNOWN_CUSTOMER);
        }
    }

    @Override
    public String toString() {
        return "BasicCredentials[customerId=" + customerId + ", apiKey=xxxxxx]";
    }
}
