package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.Exchange;
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
    @CsvSource({"301", "302", "303", "307", "308", "204", "404", "405", "413", "429", "500", "502", "503"})
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
