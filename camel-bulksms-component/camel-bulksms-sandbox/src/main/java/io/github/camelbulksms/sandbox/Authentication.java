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

    /**
     * Checks a request.
     *
     * @return what was right
     */
    String check(Headers headers, byte[] body) throws RefusedException {
        String authorization = headers.getFirst("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            checkBasic(authorization.substring(BASIC.length()).trim());
            return "Basic: customer ID and API key are right";
        } else if (authorization != null && authorization.startsWith(DIGEST)) {
            checkDigest(authorization.substring(DIGEST.length()).trim(), headers, body);
            return "Digest: signature, date and nonce are right";
        }
        throw new RefusedException(
                ProviderError.UNKNOWN_CUSTOMER,
                authorization == null
                        ? "there is no header Authorization"
                        : "the header Authorization begins neither with Basic nor with TSA");
    }

    private void checkBasic(String base64) throws RefusedException {
        String pair;
        try {
            pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(ProviderError.UNKNOWN_CUSTOMER, "Basic: what follows is not base64");
        }
        String key = behindCustomerId(pair);
        if (!MessageDigest.isEqual(key.getBytes(StandardCharsets.UTF_8), apiKey.getBytes(StandardCharsets.UTF_8))) {
            throw new RefusedException(ProviderError.INVALID_SIGNATURE, "Basic: it is another API key");
        }
        refuseTestCustomer(pair);
    }

    private void checkDigest(String pair, Headers headers, byte[] body) throws RefusedException {
        String signature = behindCustomerId(pair);
        SignedRequest request = new SignedRequest(headers, body);
        request.checkDate(clock.instant());
        request.checkSignature(apiKey, signature);
        nonces.use(headers.getFirst("x-ts-nonce"), clock.instant());
        refuseTestCustomer(pair);
    }

    private static void refuseTestCustomer(String pair) throws RefusedException {
        ProviderError error = TestCustomers.ERRORS.get(customer(pair));
        if (error != null) {
            throw new RefusedException(error, "it is the test customer ID " + customer(pair));
        }
    }

    private String behindCustomerId(String pair) throws RefusedException {
        String customer = customer(pair);
        if (!customer.equals(customerId) && !TestCustomers.ERRORS.containsKey(customer)) {
            throw new RefusedException(
                    ProviderError.UNKNOWN_CUSTOMER, "it is another customer ID: expected " + customerId);
        }
        return pair.substring(customer.length() + 1);
    }

    /** What stands in front of the colon, nothing when there is none. */
    private static String customer(String pair) {
        return pair.substring(0, Math.max(0, pair.indexOf(':')));
    }
}
