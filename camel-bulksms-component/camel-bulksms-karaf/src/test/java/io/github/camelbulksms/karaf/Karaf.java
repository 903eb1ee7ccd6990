package io.github.camelbulksms.karaf;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Karaf in a process of its own. It listens only for its client, on this machine, and writes only into its own folder. */
final class Karaf implements AutoCloseable {

    private static final String LOOPBACK = InetAddress.getLoopbackAddress().getHostAddress();

    private final Path home;
    private final Path base;
    private final int port;
    private final String password = UUID.randomUUID().toString();
    private Process process;

    Karaf(Path home, Path base) throws IOException {
        this.home = home;
        this.base = base;
        this.port = freePort();
        Files.createDirectories(base.resolve("data"));
        Files.createDirectories(base.resolve("etc"));
        try (Stream<Path> files = Files.list(home.resolve("etc"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, etc(file.getFileName().toString()));
            }
        }
        change("org.apache.karaf.features.cfg", "management/[0-9.]+,", ""); // JMX would listen, too
        change("org.apache.karaf.shell.cfg", "sshHost = .*", "sshHost = " + LOOPBACK);
        change("org.apache.karaf.shell.cfg", "sshPort = .*", "sshPort = " + port);
        Files.writeString(
                etc("users.properties"),
                "karaf = " + password
                        + ",_g_:admingroup\n_g_\\:admingroup = group,admin,manager,viewer,systembundles,ssh\n");
    }

    /**
     * Lets bundles come from this repository alone: not from the network, nor from the user's home.
     *
     * @param settings which name another folder, {@code file:///opt/bundles}
     */
    void takeBundlesFrom(Path repository, Path settings) throws IOException {
        Files.writeString(
                etc("org.ops4j.pax.url.mvn.cfg"),
                Files.readString(settings)
                        .replace("file:///opt/bundles", repository.toUri().toString()));
    }

    void replaceBundles(String replacements) throws IOException {
        Files.writeString(etc("org.apache.karaf.features.xml"), replacements);
    }

    void addSystemProperties(String properties) throws IOException {
        Files.writeString(etc("system.properties"), "\n" + properties, StandardOpenOption.APPEND);
    }

    void start(Map<String, String> environment) throws IOException {
        ProcessBuilder karaf = script("karaf", "daemon");
        karaf.environment().putAll(environment);
        process = karaf.redirectErrorStream(true)
                .redirectOutput(base.resolve("karaf.out").toFile())
                .start();
    }

    /** Types commands into the console, by Karaf's own client, and returns what is printed. */
    String type(String commands) throws Exception {
        Path typed = Files.writeString(base.resolve("typed"), commands + "\n");
        Path printed = base.resolve("printed");
        Process client = script(
                        "client", "-b", "-h", LOOPBACK, "-a", "" + port, "-u", "karaf", "-p", password, "-r", "120",
                        "-d", "1")
                .redirectInput(typed.toFile())
                .redirectOutput(printed.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!client.waitFor(4, TimeUnit.MINUTES)) {
            client.destroyForcibly();
        }
        String text = Files.readString(printed);
        if (client.waitFor() != 0 || text.contains("Error executing command")) {
            throw new AssertionError(
                    "%s%nprinted%n%s%nsee %s".formatted(commands, text, base.resolve("data/log/karaf.log")));
        }
        return text;
    }

    Path base() {
        return base;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private ProcessBuilder script(String name, String... arguments) {
        ProcessBuilder script = new ProcessBuilder(
                Stream.concat(Stream.of(home.resolve("bin").resolve(name).toString()), Stream.of(arguments))
                        .toList());
        script.environment()
                .putAll(Map.of(
                        "JAVA_HOME", System.getProperty("java.home"),
                        "KARAF_BASE", base.toString(),
                        "KARAF_ETC", base.resolve("etc").toString(),
                        "KARAF_DATA", base.resolve("data").toString(),
                        "CHECK_ROOT_INSTANCE_RUNNING", "false"));
        return script;
    }

    private void change(String file, String pattern, String replacement) throws IOException {
        Files.writeString(etc(file), Files.readString(etc(file)).replaceAll(pattern, replacement));
    }

    private Path etc(String file) {
        return base.resolve("etc").resolve(file);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
