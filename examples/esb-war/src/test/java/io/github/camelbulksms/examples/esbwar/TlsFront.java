package io.github.camelbulksms.examples.esbwar;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A sandbox behind TLS, and in the folder what the ESB must know of it: {@code esb.properties} and {@code provider.p12}. */
final class TlsFront implements AutoCloseable {

    private static final String PASSWORD = "changeit";

    private static final List<String> PASSED_ON =
            List.of("Authorization", "Content-Type", "Date", "x-ts-auth-method", "x-ts-nonce");

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final HttpClient client = HttpClient.newHttpClient();
    private final Set<String> schemes = ConcurrentHashMap.newKeySet();
    private final URI behind;

    TlsFront(BulkSmsSandbox sandbox, Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        behind = URI.create(sandbox.baseUrl());
        Path keyStore = makeKey(folder);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(keyStore)));
        server.createContext("/", this::passOn);
        server.setExecutor(threads);
        server.start();
        configure(sandbox, folder.resolve("esb.properties"));
    }

    private void configure(BulkSmsSandbox sandbox, Path file) throws IOException {
        Properties esb = new Properties();
        esb.setProperty("sms.customerId", sandbox.customerId());
        esb.setProperty("sms.apiKey", sandbox.apiKey());
        esb.setProperty(
                "sms.baseUrl", "https://127.0.0.1:" + server.getAddress().getPort());
        esb.setProperty("sms.trustPassword", PASSWORD);
        try (OutputStream out = Files.newOutputStream(file)) {
            esb.store(out, null);
        }
    }

    /** How requests were authorized. */
    Set<String> schemes() {
        return Set.copyOf(schemes);
    }

    private void passOn(HttpExchange exchange) throws IOException {
        schemes.add(exchange.getRequestHeaders().getFirst("Authorization").split(" ")[0]);
        HttpRequest.Builder request = HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        exchange.getRequestBody().readAllBytes()));
        PASSED_ON.stream()
                .filter(exchange.getRequestHeaders()::containsKey)
                .forEach(name ->
                        request.header(name, exchange.getRequestHeaders().getFirst(name)));
        try (exchange) {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path makeKey(Path folder) throws IOException, InterruptedException {
        Path keyStore = folder.resolve("provider.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "provider",
                        "-dname",
                        "CN=provider",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-keyalg",
                        "EC",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keyStore.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool made no key: exit code " + keytool.exitValue());
        }
        return keyStore;
    }

    private static SSLContext tls(Path keyStore) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        return tls;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
