package io.github.camelbulksms.sandbox;

/** Properties of JDK's HTTP server, which it reads once, when the first one of the process is made. */
final class ServerProperties {

    private ServerProperties() {}

    static void set() {
        // JDK's server writes head and body of a reply apart: Nagle and delayed ACK would hold each back for 40 ms
        unlessSet("sun.net.httpserver.nodelay", "true");
        // past 200 idle connections it would close every one that has just been answered, under the client's next
        // request
        unlessSet("sun.net.httpserver.maxIdleConnections", "100000");
        // seconds; after 30 it would close them under a client that keeps its own for a minute or so
        unlessSet("sun.net.httpserver.idleInterval", "300");
    }

    private static void unlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
