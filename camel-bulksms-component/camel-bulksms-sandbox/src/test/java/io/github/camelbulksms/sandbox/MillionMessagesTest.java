package io.github.camelbulksms.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A million messages in a process of 512 MB, all of them kept, and found. */
class MillionMessagesTest {

    private static final int REQUESTS = 1_000;
    private static final int RECIPIENTS = 1_000;
    private static final String KEY = "a2V5";

    @Test
    void aMillionMessagesAreKeptAndFoundInHalfAGigabyte() throws Exception {
        Process sandbox = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SandboxProgram.class.getName(),
                        "--port",
                        "0",
                        "--api-key",
                        KEY,
                        // nobody listens there: the reports wait, too
                        "--reports-to",
                        "http://127.0.0.1:1/")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader printed =
                new BufferedReader(new InputStreamReader(sandbox.getInputStream(), StandardCharsets.UTF_8))) {
            String baseUrl = printed.readLine().replace("bulk SMS sandbox at ", "");
            SandboxClient client = new SandboxClient(baseUrl, "sandbox", KEY);
            for (int i = 0; i < REQUESTS; i++) {
                int first = i * RECIPIENTS;
                assertThat(client.send(
                                        "Spring sale",
                                        "SHOP",
                                        "LEAD",
                                        IntStream.range(first, first + RECIPIENTS)
                                                .mapToObj(n -> Long.toString(381_600_000_000L + n))
                                                .toArray(String[]::new))
                                .statusCode())
                        .isEqualTo(200);
            }

            assertThat(ask(client, "inbox?limit=1").path("total").asInt()).isEqualTo(1_000_000);
            assertThat(ask(client, "message?number=1").path("phone_number").asText())
                    .isEqualTo("381600000000");
            JsonNode found = ask(client, "inbox?query=381600123456&in=number&limit=10");
            assertThat(found.path("total").asInt()).isEqualTo(1);
            assertThat(found.path("messages").path(0).path("number").asInt()).isEqualTo(123_457);
            assertThat(ask(client, "requests?limit=1").path("total").asInt()).isEqualTo(REQUESTS);
            assertThat(sandbox.isAlive()).isTrue();
        } finally {
            sandbox.destroyForcibly();
        }
    }

    private static JsonNode ask(SandboxClient client, String resource) throws Exception {
        return SandboxClient.json(client.request("GET", "/sandbox/" + resource, "", Map.of()));
    }
}
