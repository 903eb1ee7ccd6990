package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import io.github.camelbulksms.sandbox.Fault;
import io.github.camelbulksms.sandbox.SandboxExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.spi.BacklogDebugger;
import org.apache.camel.spi.BacklogTracer;
import org.apache.camel.support.MessageHelper;
import org.apache.camel.support.PluginHelper;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Canaries in keys, passwords, numbers, texts and IDs, looked for wherever Camel shows things: what docs/security.md says, and no more. */
class CanaryTest {

    private static final String KEY =
            Base64.getEncoder().encodeToString("a canary in a coal mine".getBytes(StandardCharsets.US_ASCII));
    private static final String PHONE = "381601234567";
    private static final String SENDER = "38111222333";
    private static final Path DOCUMENT = Path.of("..", "..", "docs", "security.md");

    @RegisterExtension
    static final SandboxExtension PROVIDER =
            new SandboxExtension(BulkSmsSandbox.builder().apiKey(KEY));

    private static final Map<String, List<String>> CANARIES = new LinkedHashMap<>();

    static {
        CANARIES.put("keys and passwords", List.of(KEY, "canary-of-the-proxy", "changeit"));
        CANARIES.put("phone numbers", List.of(PHONE));
        CANARIES.put("text", List.of("canary-of-the-text"));
        CANARIES.put("session IDs", List.of("canary-of-a-session", "canary-of-the-requests"));
        CANARIES.put("sender ID", List.of(SENDER));
    }

    private static final String OUR_LOGS = "logs of the component and the HTTP client, TRACE";
    private static final String DATABASE = "jdbc:h2:mem:canary;DB_CLOSE_DELAY=-1";

    private final Map<String, String> places = new ConcurrentHashMap<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void whatMayBeSeenWhereIsWhatTheDocumentationSays() throws Exception {
        LogCapture log = new LogCapture(Map.of("", Level.TRACE));
        try (log;
                ClosedPort nobody = new ClosedPort();
                CamelRig camel = new CamelRig(PROVIDER.sandbox(), this::configure)) {
            camel.context.addComponent("proxied", behind(nobody));
            camel.context.addRoutes(routes());
            fail(camel);
            stopAtABreakpoint(camel);
            look(camel);
        }
        places.put(OUR_LOGS, log.of(CanaryTest::isOurs));
        places.put("logs of Camel, DEBUG and TRACE", log.of(logger -> !isOurs(logger)));
        Map<String, Set<String>> seen = new LinkedHashMap<>();
        new TreeMap<>(places).forEach((place, text) -> seen.put(place, canariesIn(text)));
        assertThat(table(seen)).isEqualTo(documented());
    }

    private static boolean isOurs(String logger) {
        return Stream.of("io.github.camelbulksms", "org.apache.hc", "org.apache.camel.component.http")
                .anyMatch(logger::startsWith);
    }

    private static Set<String> canariesIn(String text) {
        return CANARIES.entrySet().stream()
                .filter(canary -> canary.getValue().stream().anyMatch(text::contains))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void configure(BulkSmsComponent component) {
        component.getCamelContext().getPropertiesComponent().addInitialProperty("sms.apiKey", KEY);
        component.getCamelContext().getRegistry().bind("meters", meters);
        component.getCamelContext().setBacklogTracing(true);
        component.getCamelContext().setMessageHistory(true);
        component.getCamelContext().setDebugging(true);
        component.setSslContextParameters(TestKeys.localhost().trust());
        component.getConfiguration().setMaxInvalid("100%");
        component.setResponseTimeout(1_000);
        try {
            component.setDataSource(DataSources.of(DATABASE));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its requests end at a proxy where nobody is. */
    private static BulkSmsComponent behind(ClosedPort proxy) {
        BulkSmsComponent component = new BulkSmsComponent();
        component.getConfiguration().setBaseUrl("https://localhost");
        component.getConfiguration().setCustomerId("0123456789ABCDEF");
        component.getConfiguration().setApiKey(KEY);
        component.setProxyHost("localhost");
        component.setProxyPort(proxy.number());
        component.setProxyAuthUsername("user");
        component.setProxyAuthPassword("canary-of-the-proxy");
        return component;
    }

    private RouteBuilder routes() {
        String message =
                "template=canary-of-the-text&senderId=" + SENDER + "&sessionId=canary-of-the-requests&maxAttempts=1";
        return new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).process(exchange -> places.merge("spool", spool(), String::concat));
                from("direct:sale")
                        .routeId("sale")
                        .to("bulksms:sale?" + message)
                        .id("send");
                from("direct:own").routeId("own").to("bulksms:own?apiKey=RAW({{sms.apiKey}})&" + message);
                from("direct:proxied").routeId("proxied").to("proxied:sale?" + message);
            }
        };
    }

    /** In each of the ways in which a key, a text or a number could be told. */
    private void fail(CamelRig camel) throws Exception {
        String list = PHONE + ",canary-of-a-session";
        String failures = failure(camel.send("direct:own", list))
                + failure(camel.send("direct:proxied", list))
                + failure(camel.send("direct:sale", new Object()))
                + failure(camel.send("bulksms:wrong?template=x&apiKey=RAW(" + KEY + "x===)", list));
        PROVIDER.sandbox().onRequest(PROVIDER.sandbox().stats().requests() + 1, Fault.DROP_AFTER_ACCEPTANCE);
        failures += failure(camel.send("direct:sale", list + "\n" + "0,x\n".repeat(20_000)));
        for (Fault fault : Fault.values()) {
            PROVIDER.sandbox().onRequest(PROVIDER.sandbox().stats().requests() + 1, fault);
            failures += failure(camel.send("direct:sale", list));
        }
        places.put("exceptions", failures);
    }

    /** What a debugger sees of a message in front of the component. */
    private void stopAtABreakpoint(CamelRig camel) {
        BacklogDebugger debugger = camel.context.hasService(BacklogDebugger.class);
        debugger.enableDebugger();
        debugger.addBreakpoint("send");
        CompletableFuture<Exchange> sent =
                CompletableFuture.supplyAsync(() -> camel.send("direct:sale", PHONE + ",canary-of-a-session"));
        await().until(() -> debugger.getSuspendedBreakpointNodeIds().contains("send"));
        places.put("debugger", debugger.dumpTracedMessagesAsXml("send"));
        debugger.removeAllBreakpoints();
        debugger.resumeAll();
        debugger.disableDebugger();
        sent.join();
    }

    private void look(CamelRig camel) throws Exception {
        BacklogTracer tracer = camel.context.getCamelContextExtension().getContextPlugin(BacklogTracer.class);
        places.put("backlog tracer", tracer.dumpAllTracedMessagesAsXml());
        dumpRoutes(camel);
        places.put("JMX", jmx());
        places.put("JMX operation dumpRouteAsXml, which resolves placeholders in URIs if it is told to", jmxDumps());
        callConsoles(camel);
        places.put(
                "health",
                HealthCheckHelper.invoke(camel.context).stream()
                        .map(result -> result.getMessage() + " " + result.getDetails())
                        .collect(Collectors.joining()));
        places.put(
                "metrics",
                meters.getMeters().stream()
                        .map(meter -> meter.getId().toString())
                        .collect(Collectors.joining()));
        places.put("journal", journal());
    }

    private void dumpRoutes(CamelRig camel) throws Exception {
        StringWriter xml = new StringWriter();
        StringWriter yaml = new StringWriter();
        for (String route : List.of("sale", "own", "proxied")) {
            var definition = camel.context.getRouteDefinition(route);
            xml.append(PluginHelper.getModelToXMLDumper(camel.context).dumpModelAsXml(camel.context, definition));
            yaml.append(PluginHelper.getModelToYAMLDumper(camel.context).dumpModelAsYaml(camel.context, definition));
        }
        assertThat(xml.toString()).contains("<to");
        assertThat(yaml.toString()).contains("- to");
        places.put("route dumps, XML", xml.toString());
        places.put("route dumps, YAML", yaml.toString());
    }

    private void callConsoles(CamelRig camel) {
        StringWriter consoles = new StringWriter();
        DevConsoleRegistry registry =
                camel.context.getCamelContextExtension().getContextPlugin(DevConsoleRegistry.class);
        registry.loadDevConsoles();
        for (DevConsole console : registry.stream().toList()) {
            if (!Set.of("jvm", "memory", "thread", "gc", "heap-dump", "jfr").contains(console.getId())) {
                String text = String.valueOf(console.call(DevConsole.MediaType.TEXT))
                        + console.call(DevConsole.MediaType.JSON);
                switch (console.getId()) {
                    case "route-dump" ->
                        places.put("developer console route-dump, which resolves placeholders in URIs", text);
                    case "properties" -> places.put("developer console properties", text);
                    default -> consoles.append(text);
                }
            }
        }
        places.put("developer consoles, others", consoles.toString());
    }

    private static String journal() throws SQLException {
        StringWriter all = new StringWriter();
        try (Connection connection = DataSources.of(DATABASE).getConnection();
                ResultSet rows = connection.createStatement().executeQuery("SCRIPT")) {
            while (rows.next()) {
                all.append(rows.getString(1)).append('\n');
            }
        }
        return all.toString();
    }

    /** Numbers are eight bytes there. */
    private static String spool() throws IOException {
        byte[] number =
                ByteBuffer.allocate(Long.BYTES).putLong(Long.parseLong(PHONE)).array();
        StringWriter all = new StringWriter();
        try (Stream<Path> folders = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            for (Path folder : folders.filter(
                            path -> path.getFileName().toString().startsWith("bulksms-spool-"))
                    .toList()) {
                all.append(contents(folder).replace(new String(number, StandardCharsets.ISO_8859_1), PHONE));
            }
        }
        return all.toString();
    }

    private static String contents(Path folder) throws IOException {
        StringWriter all = new StringWriter();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isReadable).toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        } catch (NoSuchFileException e) {
            // of another process, which has ended
        }
        return all.toString();
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

    private static String jmxDumps() throws Exception {
        StringWriter all = new StringWriter();
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName route : server.queryNames(new ObjectName("org.apache.camel:type=routes,*"), null)) {
            all.append(String.valueOf(server.invoke(
                    route, "dumpRouteAsXml", new Object[] {true}, new String[] {boolean.class.getName()})));
        }
        return all.toString();
    }

    private static String failure(Exchange done) {
        StringWriter text = new StringWriter();
        if (done.getException() != null) {
            done.getException().printStackTrace(new PrintWriter(text));
        }
        text.append(MessageHelper.dumpMessageHistoryStacktrace(done, null, true));
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
