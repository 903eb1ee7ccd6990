package io.github.camelbulksms.servers;

import io.github.camelbulksms.model.DeliveryReport;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.builder.RouteBuilder;

/** A server with the webhook in a process of its own. Says its port, and to each line how many reports the route has taken. */
final class ServerProgram {

    /** The session ID of a report at which the route fails. */
    static final String FAILS = "the route fails";

    private static final AtomicLong TAKEN = new AtomicLong();

    private ServerProgram() {}

    public static void main(String[] args) throws Exception {
        ServerKind kind = ServerKind.valueOf(args[0]);
        int port = kind.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("webhook:bulksms:reports?webhookPath=/reports&webhookComponentName=" + kind.component)
                        .process(exchange -> {
                            if (FAILS.equals(exchange.getMessage()
                                    .getBody(DeliveryReport.class)
                                    .sessionId())) {
                                throw new IllegalStateException("canary");
                            }
                            TAKEN.incrementAndGet();
                        });
            }
        });
        System.out.println(port);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (orders.readLine() != null) {
            System.out.println(TAKEN);
        }
        Runtime.getRuntime().halt(0);
    }
}
