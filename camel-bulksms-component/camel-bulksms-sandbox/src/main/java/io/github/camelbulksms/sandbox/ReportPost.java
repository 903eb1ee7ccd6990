package io.github.camelbulksms.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs delivery reports, and posts them to the customer. Thread-safe. */
final class ReportPost {

    private static final String ALGORITHM = "HmacSHA256";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String customerId;
    private final byte[] key;

    /**
     * @throws IllegalArgumentException when the API key is not base64
     */
    ReportPost(String customerId, String apiKey) {
        this.customerId = customerId;
        try {
            key = Base64.getDecoder().decode(apiKey);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the API key is not base64: expected one that reports can be signed with");
        }
    }

    /** Whether the customer answered 200, in time. */
    boolean post(URI customer, byte[] report, Duration timeout) throws InterruptedException {
        String signature = sign(report);
        HttpRequest request = HttpRequest.newBuilder(customer)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("Authorization", "TSA " + customerId + ":" + signature)
                .header("x-ts-authorization", signature)
                .POST(HttpRequest.BodyPublishers.ofByteArray(report))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private String sign(byte[] report) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(report));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
