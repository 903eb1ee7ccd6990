package io.github.camelbulksms.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** Talks to a sandbox as curl would: JDK's client repeats nothing, and follows nothing. */
final class SandboxClient {

    static final String BULK = "/v1/verify/bulk_sms";
    static final String FORM = "application/x-www-form-urlencoded";

    private final HttpClient client = HttpClient.newHttpClient();
    private final BulkSmsSandbox sandbox;

    SandboxClient(BulkSmsSandbox sandbox) {
        this.sandbox = sandbox;
    }

    HttpResponse<String> post(String form) throws IOException, InterruptedException {
        return request("POST", BULK, form, Map.of("Authorization", basic(), "Content-Type", FORM));
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
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
                .timeout(Duration.ofMinutes(1))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    String basic() {
        String pair = sandbox.customerId() + ":" + sandbox.apiKey();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
