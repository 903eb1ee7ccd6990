package io.github.camelbulksms.examples.cluster;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/** The nodes of a cluster on this machine, each in a JVM of its own. */
final class Nodes implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Map<String, String> environment;
    private final Redirect output;
    private final List<Node> nodes = new ArrayList<>();

    /**
     * @param campaigns the folder in which splitters look for lists
     * @param output where nodes print to
     */
    Nodes(Servers servers, Path campaigns, Redirect output) {
        environment = new HashMap<>(servers.environment());
        environment.put("CLUSTER_FOLDER", campaigns.toString());
        this.output = output;
    }

    /** Sets a variable of the environment of nodes that are started from now on. */
    void set(String variable, String value) {
        environment.put(variable, value);
    }

    /**
     * @param role what {@link Cluster} is to be
     */
    Node start(String role, String name) throws IOException {
        Node node = Node.start(role, name, environment, output);
        nodes.add(node);
        return node;
    }

    /** Waits until something holds, as long as no node dies unasked. */
    void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!condition.call()) {
            for (Node node : nodes) {
                if (node.hasFailed()) {
                    throw new IllegalStateException(node + " has ended, see what it printed");
                }
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("waited for " + LONGEST);
            }
            Thread.sleep(20);
        }
    }

    @Override
    public void close() {
        nodes.parallelStream().forEach(Node::close);
    }
}
