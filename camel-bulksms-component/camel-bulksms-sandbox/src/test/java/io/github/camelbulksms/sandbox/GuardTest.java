package io.github.camelbulksms.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call, with raw requests: clients of HTTP do not let a header Host be chosen. */
class GuardTest {

    private static final String TOKEN = "a-token-of-the-owner";

    @RegisterExtension
    final SandboxExtension provider = new SandboxExtension();

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "localhost:9999"})
    void theOwnerIsLetIn(String host) throws IOException {
        assertThat(status("GET /sandbox/stats", "Host: " + host)).isEqualTo(200);
        assertThat(status("GET /", "Host: " + host)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example:8025", "localhost@evil.example", "", "127.0.0.2"})
    void aNameThatAnAttackerTurnedToThisMachineIsRefused(String host) throws IOException {
        for (String call : List.of("GET /sandbox/stats", "POST /sandbox/settings", "GET /sandbox/events", "GET /")) {
            assertThat(status(call, "Host: " + host)).as(call).isIn(400, 403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://127.0.0.1:1", "http://localhost.evil.example"})
    void aPageOfAnotherSiteIsRefused(String origin) throws IOException {
        String host = "Host: 127.0.0.1:" + port();

        assertThat(status("POST /sandbox/settings", host, "Origin: " + origin)).isEqualTo(403);
        assertThat(status("DELETE /sandbox/messages", host, "Origin: " + origin))
                .isEqualTo(403);
        assertThat(status("GET /sandbox/messages", host, "Origin: " + origin)).isEqualTo(403);
    }

    @Test
    void aPageOfAnotherSiteSwitchesNeitherTheAccountNorWhereReportsGo() throws Exception {
        // as a page can post without being asked first
        Map<String, String> page = Map.of("Origin", "http://evil.example", "Content-Type", "text/plain");
        SandboxClient client = new SandboxClient(provider.sandbox());

        assertThat(client.request("POST", "/sandbox/settings", "{\"account\":\"SUSPENDED\"}", page)
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.request("POST", "/sandbox/reports", "{\"to\":\"http://127.0.0.1:1/\"}", page)
                        .statusCode())
                .isEqualTo(403);

        assertThat(client.post("recipients=381601234567&template=Hello").statusCode())
                .isEqualTo(200);
        assertThat(provider.sandbox().reports().stats().reports()).isZero();
    }

    @Test
    void thePageItselfIsLetIn() throws IOException {
        assertThat(status("GET /sandbox/stats", "Host: 127.0.0.1:" + port(), "Origin: http://127.0.0.1:" + port()))
                .isEqualTo(200);
    }

    @Test
    void aCallThatTheBrowserSaysComesFromAnotherSiteIsRefused() throws IOException {
        assertThat(status("GET /sandbox/events", "Host: localhost", "Sec-Fetch-Site: cross-site"))
                .isEqualTo(403);
        assertThat(status("GET /", "Host: localhost", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"))
                .as("a link to the page")
                .isEqualTo(200);
    }

    @Test
    void theProvidersEndpointAsksForNothingButTheAccount() throws IOException {
        assertThat(status("POST " + BulkEndpoint.PATH, "Host: rest.example", "Origin: http://evil.example"))
                .isEqualTo(401);
    }

    @Test
    void beyondTheLoopbackAddressATokenIsAskedFor() throws IOException {
        try (BulkSmsSandbox open =
                BulkSmsSandbox.builder().host("0.0.0.0").token(TOKEN).start()) {
            int port = URI.create(open.baseUrl()).getPort();

            assertThat(open.pageUrl()).isEqualTo(open.baseUrl() + "/?token=" + TOKEN);
            assertThat(status(port, "GET /sandbox/stats", "Host: sandbox.example"))
                    .isEqualTo(403);
            assertThat(status(port, "GET /", "Host: sandbox.example")).isEqualTo(403);
            assertThat(status(
                            port,
                            "GET /sandbox/stats",
                            "Host: sandbox.example",
                            "Authorization: Bearer " + TOKEN + "x"))
                    .isEqualTo(403);
            assertThat(status(port, "GET /sandbox/stats", "Host: sandbox.example", "Authorization: Bearer " + TOKEN))
                    .isEqualTo(200);
            assertThat(answer(port, "GET /?token=" + TOKEN, "Host: sandbox.example"))
                    .contains(" 303 ", "bulksms-sandbox-token=" + TOKEN, "HttpOnly", "SameSite=Strict");
            assertThat(status(port, "GET /", "Host: sandbox.example", "Cookie: a=b; bulksms-sandbox-token=" + TOKEN))
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/page/app.js, text/javascript; charset=utf-8",
        "/page/views/inbox.js, text/javascript; charset=utf-8",
        "/page/page.css, text/css; charset=utf-8",
        "/page/icon.svg, image/svg+xml"
    })
    void theFilesOfThePageComeWithAPolicyThatForbidsEverythingElse(String path, String type) throws IOException {
        assertThat(answer(port(), "GET " + path, "Host: localhost").toLowerCase())
                .contains(" 200 ", "content-type: " + type)
                .contains("content-security-policy: default-src 'none'; script-src 'self';")
                .contains("require-trusted-types-for 'script'")
                .contains("x-content-type-options: nosniff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/page/../Guard.class",
                "/page/%2e%2e/Guard.class",
                "/page/views/",
                "/page/nothing.js",
                "/page/index.html"
            })
    void thereAreNoOtherFiles(String path) throws IOException {
        assertThat(status("GET " + path, "Host: localhost")).isEqualTo(404);
    }

    private int port() {
        return URI.create(provider.sandbox().baseUrl()).getPort();
    }

    private int status(String call, String... headers) throws IOException {
        return status(port(), call, headers);
    }

    private static int status(int port, String call, String... headers) throws IOException {
        return Integer.parseInt(answer(port, call, headers).split(" ")[1]);
    }

    /** Status line and headers. */
    private static String answer(int port, String call, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            String request = call + " HTTP/1.1\r\n" + String.join("\r\n", headers)
                    + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            StringBuilder answer = new StringBuilder();
            for (int read;
                    answer.indexOf("\r\n\r\n") < 0
                            && (read = socket.getInputStream().read()) >= 0; ) {
                answer.append((char) read);
            }
            return answer.toString();
        }
    }
}
