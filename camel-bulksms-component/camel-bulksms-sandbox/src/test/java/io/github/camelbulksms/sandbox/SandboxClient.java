package io.github.camelbulksms.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Talks to a sandbox as curl would: JDK's client repeats nothing, and follows nothing. */
final class SandboxClient {

    static final String BULK = "/v1/verify/bulk_sms";
    static final String FORM = "application/x-www-form-urlencoded";

    private final HttpClient client = HttpClient.newHttpClient();
    private final String baseUrl;
    private final String customerId;
    private final String apiKey;

    SandboxClient(BulkSmsSandbox sandbox) {
        this(sandbox.baseUrl(), sandbox.customerId(), sandbox.apiKey());
    }

    SandboxClient(String baseUrl, String customerId, String apiKey) {
        this.baseUrl = baseUrl;
        this.customerId = customerId;
        this.apiKey = apiKey;
    }

    HttpResponse<String> post(String form) throws IOException, InterruptedException {
        return request("POST", BULK, form, Map.of("Authorization", basic(), "Content-Type", FORM));
    }

    /** Sends a text to some numbers, each with a session ID of its own; sender and use case may be null. */
    HttpResponse<String> send(String text, String senderId, String ucid, String... phoneNumbers)
            throws IOException, InterruptedException {
        StringBuilder form = new StringBuilder("template=").append(encoded(text));
        if (senderId != null) {
            form.append("&sender_id=").append(encoded(senderId));
        }
        if (ucid != null) {
            form.append("&ucid=").append(ucid);
        }
        form.append("&recipients=")
                .append(encoded(Arrays.stream(phoneNumbers)
                        .map(number -> number + ":"
                                + UUID.nameUUIDFromBytes((text + number).getBytes(StandardCharsets.UTF_8))
                                        .toString()
                                        .replace("-", ""))
                        .collect(Collectors.joining(","))));
        return post(form.toString());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    int errorOf(String form) throws IOException, InterruptedException {
        return error(post(form));
    }

    static int error(HttpResponse<String> response) throws IOException {
        return json(response).path("errors").path(0).path("code").asInt();
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return new JsonMapper().readTree(response.body());
    }

    HttpResponse<String> request(String method, String path, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(Duration.ofMinutes(1))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    String basic() {
        String pair = customerId + ":" + apiKey;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
