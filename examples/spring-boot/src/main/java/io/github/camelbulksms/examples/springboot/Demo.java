package io.github.camelbulksms.examples.springboot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the application with a sandbox, and talks to it over HTTP. The exit code is 0 when all went well. */
public final class Demo {

    private static final String LIST = """
            phone
            060 123 4567
            +381 61 234 5678
            +381 60 123-4567
            nobody
            """;

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI application;
    private boolean allWell = true;

    private Demo(URI application) {
        this.application = application;
    }

    public static void main(String[] args) throws Exception {
        boolean allWell;
        try (BulkSmsSandbox sandbox = BulkSmsSandbox.start();
                ConfigurableApplicationContext context = SpringApplication.run(
                        Application.class,
                        "--server.port=0",
                        "--camel.component.bulksms.base-url=" + sandbox.baseUrl(),
                        "--camel.component.bulksms.customer-id=" + sandbox.customerId(),
                        "--camel.component.bulksms.api-key=" + sandbox.apiKey())) {
            URI application =
                    URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
            sandbox.reports().to(application.resolve("/bulksms/reports"));
            Demo demo = new Demo(application);
            demo.ask(HttpRequest.newBuilder().POST(BodyPublishers.ofString(LIST)), "/campaigns/spring-sale?run=monday");
            demo.ask(
                    HttpRequest.newBuilder(),
                    "/actuator/health#/components/camelHealth/details/producer:bulksms-sandbox");
            demo.ask(
                    HttpRequest.newBuilder(),
                    "/actuator/metrics/camel.bulksms.recipients?tag=outcome:accepted#/measurements/0/value");
            boolean reported = sandbox.reports().await(Duration.ofMinutes(1));
            System.out.println(
                    "delivery reports taken: " + sandbox.reports().stats().taken());
            allWell = demo.allWell && reported;
        }
        System.exit(allWell ? 0 : 1);
    }

    /** Prints what the fragment of the path points at in the JSON that is answered, or all of it. */
    private void ask(HttpRequest.Builder request, String path) throws IOException, InterruptedException {
        URI uri = application.resolve(path);
        HttpResponse<String> answer = client.send(request.uri(uri).build(), BodyHandlers.ofString());
        JsonNode told = JSON.readTree(answer.body()).at(Objects.requireNonNullElse(uri.getFragment(), ""));
        System.out.printf("%s %s: %d %s%n", answer.request().method(), path, answer.statusCode(), told);
        allWell &= answer.statusCode() == 200;
    }
}
