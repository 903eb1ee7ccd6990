package io.github.camelbulksms.servers;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A server with the webhook in a process of its own, with little memory, which ends when that is not enough. */
final class WebhookServer implements AutoCloseable {

    private final Process process;
    private final BufferedReader says;
    private final Writer orders;
    private final int port;
    private Connection provider;
    private long genuine;

    WebhookServer(ServerKind kind, int megabytes) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + megabytes + "m",
                        "-XX:MaxDirectMemorySize=" + megabytes + "m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerProgram.class.getName(),
                        kind.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        says = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        orders = process.outputWriter(StandardCharsets.UTF_8);
        port = (int) number();
    }

    Connection connect() throws IOException {
        return new Connection(port);
    }

    /** What the provider posts: a report that nobody has seen, with its signature. For one thread. */
    Connection.Answer postGenuine() throws IOException {
        if (provider == null || !provider.isReusable()) {
            provider = connect();
        }
        String body = Account.report("genuine-" + ++genuine, "s", "2026-11-26T10:00:00Z");
        return post(provider, "Authorization: " + Account.authorization(body) + "\r\n", body);
    }

    /** How many of those were posted. */
    long genuine() {
        return genuine;
    }

    static Connection.Answer post(Connection connection, String headers, String body) throws IOException {
        connection.say("POST /reports HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + headers
                + "Content-Length: " + body.length() + "\r\n\r\n" + body);
        return connection.answer();
    }

    /** How many reports the route has taken. */
    long taken() throws IOException {
        orders.write("\n");
        orders.flush();
        return number();
    }

    private long number() throws IOException {
        String line = says.readLine();
        if (line == null) {
            throw new EOFException("the server's process has ended: was its memory too small?");
        }
        return Long.parseLong(line);
    }

    @Override
    public void close() throws IOException {
        if (provider != null) {
            provider.close();
        }
        orders.close();
        process.destroy();
    }
}
