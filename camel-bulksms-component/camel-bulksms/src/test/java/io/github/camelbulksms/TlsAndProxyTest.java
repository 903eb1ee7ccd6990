package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TlsAndProxyTest {

    private static final String PASSWORD = "changeit";

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    @TempDir
    private static Path folder;

    private final AtomicInteger posts = new AtomicInteger();
    private CamelRig camel;
    private ForwardProxy proxy;

    @BeforeAll
    static void makeKeys() throws Exception {
        makeKey("localhost", "ip:127.0.0.1,dns:localhost");
        makeKey("elsewhere", "dns:elsewhere.example");
    }

    @BeforeEach
    void start() throws Exception {
        camel = new CamelRig(PROVIDER.sandbox());
        camel.component.stop();
        proxy = new ForwardProxy();
    }

    @AfterEach
    void stop() throws Exception {
        camel.close();
        proxy.close();
    }

    @Test
    void aTrustedServerIsSentToOverTls() throws Exception {
        HttpsServer server = serveTls("localhost");
        trust("localhost");

        assertThat(send(server)).contains("accepted=1");
        assertThat(posts).hasValue(1);
        server.stop(0);
    }

    @Test
    void theGlobalTlsParametersAreUsedWhenAsked() throws Exception {
        HttpsServer server = serveTls("localhost");
        camel.context.setSSLContextParameters(trusting("localhost"));
        camel.component.setUseGlobalSslContextParameters(true);

        assertThat(send(server)).contains("accepted=1");
        server.stop(0);
    }

    @Test
    void anUntrustedServerIsNotSentTo() throws Exception {
        HttpsServer server = serveTls("localhost");

        assertThat(send(server)).contains("unsent=1 unknown=0");
        assertThat(posts).hasValue(0);
        server.stop(0);
    }

    @Test
    void aServerWithACertificateOfAnotherHostIsNotSentTo() throws Exception {
        HttpsServer server = serveTls("elsewhere");
        trust("elsewhere");

        assertThat(send(server)).contains("unsent=1 unknown=0");
        assertThat(posts).hasValue(0);
        server.stop(0);
    }

    @Test
    void requestsGoThroughAProxy() {
        throughProxy();

        assertThat(send(PROVIDER.sandbox().baseUrl())).contains("accepted=1");
        assertThat(proxy.passed()).singleElement().asString().startsWith("POST http://127.0.0.1:");
    }

    @Test
    void tlsGoesThroughATunnelOfTheProxy() throws Exception {
        HttpsServer server = serveTls("localhost");
        trust("localhost");
        throughProxy();

        assertThat(send(server)).contains("accepted=1");
        assertThat(proxy.passed()).singleElement().asString().startsWith("CONNECT 127.0.0.1:");
        assertThat(posts).hasValue(1);
        server.stop(0);
    }

    @Test
    void aProxyThatAsksForAPasswordGetsItAndLetsOnePostThrough() {
        proxy.require("Basic dXNlcjpwYXNz");
        throughProxy();
        camel.component.setProxyAuthUsername("user");
        camel.component.setProxyAuthPassword("pass");

        assertThat(send(PROVIDER.sandbox().baseUrl())).contains("accepted=1");
        assertThat(proxy.passed()).hasSize(1);
        assertThat(PROVIDER.sandbox().stats().requests()).isEqualTo(1);
    }

    @Test
    void theAnswerOfAProxyThatRefusesATunnelIsNotTheProviders() throws Exception {
        HttpsServer server = serveTls("localhost");
        trust("localhost");
        throughProxy();
        proxy.refuse("403 Forbidden");

        assertThat(send(server)).contains("unsent=1 unknown=0").contains("HTTP 403");
        assertThat(posts).hasValue(0);
        server.stop(0);
    }

    @Test
    void aProxyThatIsDownLeavesEverybodyUnsent() throws Exception {
        throughProxy();
        try (ClosedPort down = new ClosedPort()) {
            camel.component.setProxyPort(down.number());

            assertThat(send(PROVIDER.sandbox().baseUrl())).contains("unsent=1 unknown=0");
        }
    }

    @Test
    void anErrorPageOfTheProxyIsUnknown() {
        throughProxy();
        proxy.refuse("502 Bad Gateway");

        assertThat(send(PROVIDER.sandbox().baseUrl())).contains("unsent=0 unknown=1");
    }

    @Test
    void aBaseUrlThatIsNotEncryptedIsWarnedOfUnlessItIsThisMachine() {
        try (LogCapture log = new LogCapture(Map.of())) {
            assertThat(send("http://nowhere.invalid")).contains("unsent=1 unknown=0");
            assertThat(send(PROVIDER.sandbox().baseUrl())).contains("accepted=1");

            assertThat(log.all().lines().filter(line -> line.startsWith("WARN io.github.camelbulksms.HttpConnections")))
                    .singleElement()
                    .asString()
                    .contains("baseUrl http://nowhere.invalid is not encrypted");
        }
    }

    private void throughProxy() {
        camel.component.setProxyHost("127.0.0.1");
        camel.component.setProxyPort(proxy.port());
    }

    private void trust(String key) {
        camel.component.setSslContextParameters(trusting(key));
    }

    private static SSLContextParameters trusting(String key) {
        // tag::tls[]
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + folder.resolve(key + ".p12"));
        store.setPassword(PASSWORD);
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        // end::tls[]
        return parameters;
    }

    private String send(HttpServer server) {
        return send("https://127.0.0.1:" + server.getAddress().getPort());
    }

    private String send(String baseUrl) {
        camel.component.start();
        Exchange done = camel.send("bulksms:sale?template=Hello&baseUrl=" + baseUrl, "381601234567");
        return done.getException() == null
                ? done.getMessage().getBody(BulkSmsResult.class).toString()
                : done.getException().getMessage();
    }

    private HttpsServer serveTls(String key) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(key + ".p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", this::accept);
        server.start();
        return server;
    }

    private void accept(HttpExchange exchange) throws IOException {
        posts.incrementAndGet();
        exchange.getRequestBody().readAllBytes();
        byte[] reply = "{\"status\":{\"code\":293}}".getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(200, reply.length);
        exchange.getResponseBody().write(reply);
        exchange.close();
    }

    private static void makeKey(String name, String alternativeNames) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=" + alternativeNames,
                        "-validity",
                        "2",
                        "-keystore",
                        folder.resolve(name + ".p12").toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
    }
}
