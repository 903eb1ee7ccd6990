package io.github.camelbulksms.sandbox;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Base64;

/** Checks that a request comes from the one account of the sandbox: Basic (RFC 7617) or Digest (provider documentation). */
final class Authentication {

    private static final String BASIC = "Basic ";
    private static final String DIGEST = "TSA ";

    private final String customerId;
    private final String apiKey;
    private final InstantSource clock;
    private final Nonces nonces = new Nonces();

    Authentication(String customerId, String apiKey, InstantSource clock) {
        this.customerId = customerId;
        this.apiKey = apiKey;
        this.clock = clock;
    }

    String customerId() {
        return customerId;
    }

    String apiKey() {
        return apiKey;
    }

    void check(Headers headers, byte[] body) throws RefusedException {
        String authorization = headers.getFirst("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            checkBasic(authorization.substring(BASIC.length()).trim());
        } else if (authorization != null && authorization.startsWith(DIGEST)) {
            checkDigest(authorization.substring(DIGEST.length()).trim(), headers, body);
        } else {
            throw new RefusedException(ProviderError.UNKNOWN_CUSTOMER);
        }
    }

    private void checkBasic(String base64) throws RefusedException {
        String pair;
        try {
            pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(ProviderError.UNKNOWN_CUSTOMER);
        }
        String key = behindCustomerId(pair);
        if (!MessageDigest.isEqual(key.getBytes(StandardCharsets.UTF_8), apiKey.getBytes(StandardCharsets.UTF_8))) {
            throw new RefusedException(ProviderError.INVALID_SIGNATURE);
        }
    }

    private void checkDigest(String pair, Headers headers, byte[] body) throws RefusedException {
        String signature = behindCustomerId(pair);
        SignedRequest request = new SignedRequest(headers, body);
        request.checkDate(clock.instant());
        request.checkSignature(apiKey, signature);
        nonces.use(headers.getFirst("x-ts-nonce"), clock.instant());
    }

    private String behindCustomerId(String pair) throws RefusedException {
        int colon = pair.indexOf(':');
        if (colon < 0 || !pair.substring(0, colon).equals(customerId)) {
            throw new RefusedException(ProviderError.UNKNOWN_CUSTOMER);
        }
        return pair.substring(colon + 1);
    }
}
