package io.github.camelbulksms;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/** Self-signed certificates of servers on this machine, made once. */
final class TestKeys {

    private static final String PASSWORD = "changeit";
    private static final Map<String, TestKeys> MADE = new ConcurrentHashMap<>();

    private final Path file;

    /** Guarded by this. */
    private SSLContext server;

    private TestKeys(String alternativeNames) {
        try {
            file = Files.createTempDirectory("keys").resolve("server.p12");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "server",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-validity",
                    "2",
                    "-keystore",
                    file.toString(),
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    PASSWORD));
            if (alternativeNames != null) {
                // keytool itself refuses names that servers have had
                command.addAll(List.of(
                        "-ext",
                        alternativeNames.startsWith("30:")
                                ? "2.5.29.17=" + alternativeNames
                                : "san=" + alternativeNames));
            }
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IllegalStateException("keytool failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With the common name localhost. */
    static TestKeys of(String alternativeNames) {
        return MADE.computeIfAbsent(String.valueOf(alternativeNames), names -> new TestKeys(alternativeNames));
    }

    static TestKeys localhost() {
        return of("dns:localhost,ip:127.0.0.1");
    }

    synchronized SSLContext server() {
        if (server == null) {
            server = newServer();
        }
        return server;
    }

    private SSLContext newServer() {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    SSLContextParameters trust() {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + file);
        store.setPassword(PASSWORD);
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        return parameters;
    }
}
