package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.provider.AuthMethod;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import io.github.camelbulksms.sandbox.Fault;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecretsTest {

    private static final String KEY =
            Base64.getEncoder().encodeToString("a canary in a coal mine".getBytes(StandardCharsets.US_ASCII));
    private static final String PHONE = "381601234567";
    private static final String[] LOGGERS = {"io.github.camelbulksms", "org.apache.camel.component.http"};

    @RegisterExtension
    static final SandboxExtension PROVIDER =
            new SandboxExtension(BulkSmsSandbox.builder().apiKey(KEY));

    private final Capture capture = new Capture();
    private CamelRig camel;

    @BeforeEach
    void captureEverything() {
        capture.start();
        LoggerContext.getContext(false).getConfiguration().getRootLogger().addAppender(capture, Level.ALL, null);
        Configurator.setLevel(LOGGERS[0], Level.TRACE);
        Configurator.setLevel(LOGGERS[1], Level.DEBUG);
        camel = new CamelRig(PROVIDER.sandbox());
    }

    @AfterEach
    void stop() {
        camel.close();
        for (String logger : LOGGERS) {
            Configurator.setLevel(logger, Level.INFO);
        }
        LoggerContext.getContext(false).getConfiguration().getRootLogger().removeAppender(capture.getName());
    }

    @ParameterizedTest
    @EnumSource(AuthMethod.class)
    void noKeyAndNoPhoneNumberIsSaidAnywhere(AuthMethod method) throws Exception {
        String uri = "bulksms:sale?template=Hello&authMethod=" + method + "&apiKey=RAW(" + KEY + ")";
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:sale").to(uri);
            }
        });
        see(camel.send("direct:sale", PHONE));
        see(camel.send("direct:sale", "rubbish\n" + PHONE + ",a:b\n" + PHONE));
        PROVIDER.sandbox().onRequest(PROVIDER.sandbox().stats().requests() + 1, Fault.DROP_AFTER_ACCEPTANCE);
        see(camel.send("direct:sale", PHONE));
        see(camel.send("bulksms:sale?template=Hello&apiKey=RAW(" + KEY + "x===)", PHONE));
        see(camel.send("direct:sale", new Object()));
        see(camel.send("direct:sale", "{\"version\":1,\"recipients\":[{\"phoneNumber\":\"" + PHONE + "\"}]"));
        see(camel.send("direct:sale", PHONE, Map.of(BulkSmsConstants.SENDER_ID, " ")));
        PROVIDER.sandbox().reset();
        camel.component.getConfiguration().setApiKey(Base64.getEncoder().encodeToString(KEY.getBytes()));
        see(camel.send("bulksms:sale?template=Hello&authMethod=" + method, PHONE));
        camel.context.getEndpoints().forEach(endpoint -> capture.said.add(endpoint.toString()));
        seeJmx(ManagementFactory.getPlatformMBeanServer());

        String all = String.join("\n", capture.said);
        assertThat(all).contains("bulksms", "-30006", "type=endpoints");
        String basic = Base64.getEncoder()
                .encodeToString((PROVIDER.sandbox().customerId() + ":" + KEY).getBytes(StandardCharsets.UTF_8));
        assertThat(all)
                .doesNotContain(KEY, basic, PHONE, "TSA " + PROVIDER.sandbox().customerId());
    }

    private void seeJmx(MBeanServer server) throws Exception {
        for (ObjectName name : server.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            capture.said.add(name.toString());
            if (name.toString().contains("type=endpoints")) {
                capture.said.add(String.valueOf(server.getAttribute(name, "EndpointUri")));
            }
        }
    }

    private void see(Exchange done) {
        if (done.getException() != null) {
            StringWriter trace = new StringWriter();
            done.getException().printStackTrace(new PrintWriter(trace));
            capture.said.add(trace.toString());
        }
    }

    /** Keeps everything that is logged. */
    private static final class Capture extends AbstractAppender {

        private final Queue<String> said = new ConcurrentLinkedQueue<>();

        Capture() {
            super("capture", null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            StringWriter line = new StringWriter();
            line.append(event.getLoggerName())
                    .append(' ')
                    .append(event.getMessage().getFormattedMessage());
            if (event.getThrown() != null) {
                event.getThrown().printStackTrace(new PrintWriter(line));
            }
            said.add(line.toString());
        }
    }
}
