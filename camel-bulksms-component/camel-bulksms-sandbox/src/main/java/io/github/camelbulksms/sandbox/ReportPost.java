package io.github.camelbulksms.sandbox;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what is posted to the customer, and posts it. Thread-safe. */
final class ReportPost {

    private static final String ALGORITHM = "HmacSHA256";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String customerId;
    private final byte[] key;

    /**
     * What the customer said to it.
     *
     * @param words the HTTP status, or why there is none
     */
    record Answer(boolean taken, String words) {}

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

    /**
     * An address of the customer.
     *
     * @throws IllegalArgumentException when it is not one of HTTP
     */
    static URI checked(URI customer) {
        if (!List.of("http", "https").contains(String.valueOf(customer.getScheme())) || customer.getHost() == null) {
            throw new IllegalArgumentException(
                    "reports cannot be sent to " + customer + ": expected for instance http://127.0.0.1:8080/reports");
        }
        return customer;
    }

    Answer post(URI customer, byte[] json, Duration timeout) throws InterruptedException {
        String signature = sign(json);
        HttpRequest request = HttpRequest.newBuilder(customer)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("Authorization", "TSA " + customerId + ":" + signature)
                .header("x-ts-authorization", signature)
                .POST(HttpRequest.BodyPublishers.ofByteArray(json))
                .build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return new Answer(status == 200, Integer.toString(status).intern());
        } catch (HttpTimeoutException e) {
            return new Answer(false, "no answer in time");
        } catch (ConnectException e) {
            return new Answer(false, "connection refused: no server listens at that address");
        } catch (IOException e) {
            return new Answer(false, "connection lost");
        }
    }

    private String sign(byte[] json) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(json));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
