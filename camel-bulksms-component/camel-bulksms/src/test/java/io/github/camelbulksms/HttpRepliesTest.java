package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.Exchange;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.DefaultRedirectStrategy;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpRepliesTest {

    private final BulkSmsSandbox account = BulkSmsSandbox.start();
    private final CamelRig camel = new CamelRig(account);
    private final Queue<Map<String, List<String>>> requests = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private int status;
    private String body;

    @BeforeEach
    void startServer() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            requests.add(Map.copyOf(exchange.getRequestHeaders()));
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.getResponseHeaders().set("Retry-After", "0");
            exchange.getResponseHeaders().set("Set-Cookie", "a=b");
            byte[] reply = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, reply.length == 0 ? -1 : reply.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(reply);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        camel.close();
        account.close();
    }

    @ParameterizedTest
    @CsvSource({
        "301", "302", "303", "307", "308", "204", "401", "404", "405", "408", "413", "421", "429", "500", "502", "503"
    })
    void aReplyThatIsNotTheProvidersIsUnknownAndThePostIsNeitherRepeatedNorRedirected(int httpStatus) {
        status = httpStatus;
        body = httpStatus == 204 ? "" : "<html>not the provider</html>";

        Exchange done = send();

        assertThat(done.getException())
                .isInstanceOf(BulkSmsException.class)
                .hasMessageContaining("unknown=1")
                .hasMessageContaining("HTTP " + httpStatus);
        assertThat(requests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "400, 500, -10001, refused=1 unsent=0 unknown=0",
        "400, 500, -10002, refused=1 unsent=0 unknown=0",
        "400, 500, -10003, refused=1 unsent=0 unknown=0",
        "400, 500, -40006, refused=1 unsent=0 unknown=0",
        "401, 500, -10009, refused=1 unsent=0 unknown=0",
        "401, 501, -20002, refused=1 unsent=0 unknown=0",
        "401, 501, -30000, refused=1 unsent=0 unknown=0",
        "401, 501, -30001, refused=1 unsent=0 unknown=0",
        "401, 501, -30006, refused=1 unsent=0 unknown=0",
        "401, 501, -30010, refused=1 unsent=0 unknown=0",
        "401, 501, -30012, refused=0 unsent=0 unknown=1",
        "429, 500, -40007, refused=0 unsent=1 unknown=0",
        "429, 500, -40008, refused=0 unsent=1 unknown=0",
        "500, 500, -90001, refused=0 unsent=1 unknown=0",
        "503, 500, -90001, refused=0 unsent=1 unknown=0",
        "400, 501, -12345, refused=1 unsent=0 unknown=0"
    })
    void everyErrorOfTheProviderBecomesAnOutcomeAndAnExceptionWithItsCode(
            int httpStatus, int statusCode, int errorCode, String outcome) {
        status = httpStatus;
        body = "{\"reference_id\":\"0123456789ABCDEF0123456789ABCDEF\",\"status\":{\"code\":" + statusCode
                + ",\"description\":\"d\"},\"errors\":[{\"code\":" + errorCode + ",\"description\":\"why\"}]}";

        assertThat(camel.send(uri() + "&maxAttempts=1", "381601234567").getException())
                .isInstanceOf(BulkSmsException.class)
                .hasMessageContaining(outcome)
                .hasMessageContaining(errorCode + " why");
        assertThat(requests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"basic", "digest"})
    void theBodyIsSignedOnceAndTheDateGoesOut(String authMethod) {
        status = 200;
        body = "{\"status\":{\"code\":293}}";
        camel.send(uri() + "&authMethod=" + authMethod, "381601234567");

        assertThat(requests).singleElement().satisfies(headers -> {
            assertThat(headers.get("Authorization")).hasSize(1);
            assertThat(headers.get("Content-type")).containsExactly("application/x-www-form-urlencoded");
            assertThat(headers.containsKey("Date")).isEqualTo(authMethod.equals("digest"));
            if (authMethod.equals("digest")) {
                assertThat(headers.get("Date")).hasSize(1);
                assertThat(headers.get("X-ts-nonce")).hasSize(1);
            }
        });
    }

    @Test
    void aReplyThatGoesOnAndOnIsGivenUp() throws Exception {
        try (EndlessReply endless = new EndlessReply()) {
            Exchange done = camel.send("bulksms:sale?template=Hello&baseUrl=" + endless.baseUrl(), "381601234567");

            assertThat(done.getException()).hasMessageContaining("unknown=1").hasMessageContaining("longer than 65536");
        }
    }

    @Test
    void whatTheUserWantsOfTheHttpClientCannotTurnRepetitionOn() {
        status = 503;
        body = "later";
        try (CamelRig willing = new CamelRig(account, 60_000)) {
            willing.component.stop();
            willing.component.setHttpClientConfigurer(builder -> builder.setRetryStrategy(
                            new DefaultHttpRequestRetryStrategy(3, TimeValue.ofMilliseconds(1)))
                    .setRedirectStrategy(DefaultRedirectStrategy.INSTANCE));
            willing.component.start();
            for (int code : new int[] {503, 429, 307}) {
                status = code;
                willing.send(uri(), "381601234567");
            }
            assertThat(requests).hasSize(3);
        }
    }

    /** Answers with a reply that never ends. */
    private static final class EndlessReply implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

        EndlessReply() throws IOException {
            Thread thread = new Thread(this::answer, "endless");
            thread.setDaemon(true);
            thread.start();
        }

        String baseUrl() {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }

        private void answer() {
            try (Socket client = socket.accept()) {
                client.getInputStream().read();
                OutputStream out = client.getOutputStream();
                out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
                byte[] spaces = " ".repeat(4096).getBytes(StandardCharsets.US_ASCII);
                while (true) {
                    out.write(spaces);
                }
            } catch (IOException e) {
                // the client has given up, as it should
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void theUsersHeadersAndCookiesStayHere() {
        status = 200;
        body = "{\"status\":{\"code\":293}}";
        camel.send(
                uri(),
                "381601234567",
                Map.of("X-Secret", "canary", "CamelHttpUri", "http://elsewhere", "Cookie", "c=d"));
        send();

        assertThat(requests).hasSize(2).allSatisfy(headers -> {
            assertThat(headers).containsKey("Authorization");
            assertThat(headers).doesNotContainKeys("X-secret", "Cookie", "Camelhttpuri");
            assertThat(headers.get("Content-type")).containsExactly("application/x-www-form-urlencoded");
        });
    }

    @Test
    void aReplyThatNeverComesIsUnknown() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                CamelRig impatient = new CamelRig(account, 300)) {
            Exchange done = impatient.send(
                    "bulksms:sale?template=Hello&baseUrl=http://127.0.0.1:" + silent.getLocalPort(), "381601234567");

            assertThat(done.getException()).hasMessageContaining("unsent=0 unknown=1");
        }
    }

    private Exchange send() {
        return camel.send(uri(), "381601234567");
    }

    private String uri() {
        return "bulksms:sale?template=Hello&baseUrl=http://127.0.0.1:"
                + server.getAddress().getPort();
    }
}
