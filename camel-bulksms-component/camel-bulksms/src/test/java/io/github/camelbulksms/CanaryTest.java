package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.spi.BacklogTracer;
import org.apache.camel.support.PluginHelper;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Canaries in keys, passwords, numbers, texts and IDs, looked for wherever Camel shows things: what docs/security.md says, and no more. */
class CanaryTest {

    private static final String KEY =
            Base64.getEncoder().encodeToString("a canary in a coal mine".getBytes(StandardCharsets.US_ASCII));
    private static final String PHONE = "381601234567";
    private static final Path DOCUMENT = Path.of("..", "..", "docs", "security.md");

    @RegisterExtension
    static final SandboxExtension PROVIDER =
            new SandboxExtension(BulkSmsSandbox.builder().apiKey(KEY));

    private static final Map<String, List<String>> CANARIES = new LinkedHashMap<>();

    static {
        CANARIES.put("keys and passwords", List.of(KEY, "canary-of-the-proxy", "changeit"));
        CANARIES.put("phone numbers", List.of(PHONE));
        CANARIES.put("text", List.of("canary-of-the-text"));
        CANARIES.put("session IDs", List.of("canary-of-a-session"));
    }

    private final Map<String, String> places = new LinkedHashMap<>();

    @Test
    void whatMayBeSeenWhereIsWhatTheDocumentationSays() throws Exception {
        try (LogCapture log = new LogCapture(Map.of(
                        "io.github.camelbulksms",
                        Level.TRACE,
                        "org.apache.hc",
                        Level.TRACE,
                        "org.apache.camel.component.http",
                        Level.TRACE));
                CamelRig camel = new CamelRig(PROVIDER.sandbox(), CanaryTest::configure)) {
            camel.context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:sale").routeId("sale").to("bulksms:sale?template=canary-of-the-text&maxAttempts=1");
                    from("direct:own")
                            .routeId("own")
                            .to("bulksms:own?template=canary-of-the-text&apiKey=RAW({{sms.apiKey}})&maxAttempts=1");
                }
            });
            String list = PHONE + ",canary-of-a-session";
            String failures =
                    failure(camel.send("direct:own", list)) + failure(camel.send("direct:sale", new Object()));
            PROVIDER.sandbox().onRequest(2, io.github.camelbulksms.sandbox.Fault.DROP_AFTER_ACCEPTANCE);
            failures += failure(camel.send("direct:sale", list));
            places.put("exceptions", failures);
            places.put("logs of the component and the HTTP client, TRACE", log.all());
            look(camel);
        }
        Map<String, Set<String>> seen = new LinkedHashMap<>();
        places.forEach((place, text) -> seen.put(
                place,
                CANARIES.entrySet().stream()
                        .filter(canary -> canary.getValue().stream().anyMatch(text::contains))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toCollection(TreeSet::new))));
        assertThat(table(seen)).isEqualTo(documented());
    }

    private static void configure(BulkSmsComponent component) {
        component.setProxyAuthUsername("user");
        component.setProxyAuthPassword("canary-of-the-proxy");
        component.getCamelContext().getPropertiesComponent().addInitialProperty("sms.apiKey", KEY);
        component.getCamelContext().setBacklogTracing(true);
        component.getCamelContext().setMessageHistory(true);
        component.getCamelContext().setDebugging(true);
        component.setSslContextParameters(TestKeys.localhost().trust());
    }

    private void look(CamelRig camel) throws Exception {
        BacklogTracer tracer = camel.context.getCamelContextExtension().getContextPlugin(BacklogTracer.class);
        places.put("backlog tracer and debugger", tracer.dumpAllTracedMessagesAsXml());
        StringWriter xml = new StringWriter();
        for (String route : List.of("sale", "own")) {
            var definition = camel.context.getRouteDefinition(route);
            xml.append(PluginHelper.getModelToXMLDumper(camel.context).dumpModelAsXml(camel.context, definition));
        }
        places.put("route dumps", xml.toString());
        places.put("JMX", jmx());
        StringWriter consoles = new StringWriter();
        DevConsoleRegistry registry =
                camel.context.getCamelContextExtension().getContextPlugin(DevConsoleRegistry.class);
        registry.loadDevConsoles();
        for (DevConsole console : registry.stream().toList()) {
            if (!Set.of("jvm", "memory", "thread", "gc", "heap-dump", "jfr").contains(console.getId())) {
                String text = String.valueOf(console.call(DevConsole.MediaType.TEXT));
                if (console.getId().equals("route-dump")) {
                    places.put("developer console route-dump, which resolves placeholders in URIs", text);
                } else {
                    consoles.append(text);
                }
            }
        }
        places.put("developer consoles", consoles.toString());
        places.put(
                "health",
                HealthCheckHelper.invoke(camel.context).stream()
                        .map(result -> result.getMessage() + " " + result.getDetails())
                        .collect(Collectors.joining()));
    }

    private static String jmx() throws Exception {
        StringWriter all = new StringWriter();
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName name : server.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            all.append(name.toString()).append('\n');
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                try {
                    all.append(String.valueOf(server.getAttribute(name, attribute.getName())))
                            .append('\n');
                } catch (Exception e) {
                    // not readable
                }
            }
        }
        return all.toString();
    }

    private static String failure(Exchange done) {
        StringWriter text = new StringWriter();
        if (done.getException() != null) {
            done.getException().printStackTrace(new PrintWriter(text));
        }
        text.append(String.valueOf(done.getProperty(Exchange.TO_ENDPOINT)));
        text.append(String.valueOf(done.getProperty(Exchange.FAILURE_ENDPOINT)));
        return text.toString();
    }

    private static String table(Map<String, Set<String>> seen) {
        return seen.entrySet().stream()
                .map(row -> "| " + row.getKey() + " | " + String.join(", ", row.getValue()) + " |")
                .map(row -> row.replace("|  |", "| nothing |"))
                .collect(Collectors.joining("\n"));
    }

    private static String documented() throws Exception {
        return Files.readString(DOCUMENT)
                .lines()
                .dropWhile(line -> !line.startsWith("| place | may show"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .collect(Collectors.joining("\n"));
    }
}
