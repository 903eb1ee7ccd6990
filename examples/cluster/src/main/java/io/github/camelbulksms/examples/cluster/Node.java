package io.github.camelbulksms.examples.cluster;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A splitter or worker in a JVM of its own. */
final class Node implements AutoCloseable {

    private final String name;
    private final Process process;
    private boolean killed;

    private Node(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    static Node start(String role, String name, Map<String, String> environment, Redirect output) throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Cluster.class.getName(),
                role);
        command.environment().putAll(environment);
        command.environment().put("CLUSTER_NODE", name);
        return new Node(
                name, command.redirectErrorStream(true).redirectOutput(output).start());
    }

    long pid() {
        return process.pid();
    }

    /** Whether it has ended without having been killed. */
    boolean hasFailed() {
        return !killed && !process.isAlive();
    }

    /** As {@code kill -9} does: it has no time for a last word. */
    void kill() throws InterruptedException {
        killed = true;
        process.destroyForcibly().waitFor();
    }

    /** Lets it end what it has in hand. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
