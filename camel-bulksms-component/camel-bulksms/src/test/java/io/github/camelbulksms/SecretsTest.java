package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelbulksms.internal.provider.AuthMethod;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import io.github.camelbulksms.sandbox.Fault;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private static final String KEY =
            Base64.getEncoder().encodeToString("a canary in a coal mine".getBytes(StandardCharsets.US_ASCII));
    private static final String PHONE = "381601234567";
    private static final Map<String, Level> LOGGERS =
            Map.of("io.github.camelbulksms", Level.TRACE, "org.apache.camel.component.http", Level.DEBUG);

    @RegisterExtension
    static final SandboxExtension PROVIDER =
            new SandboxExtension(BulkSmsSandbox.builder().apiKey(KEY));

    private final LogCapture capture = new LogCapture(LOGGERS);
    private CamelRig camel;

    @BeforeEach
    void startCamel() {
        camel = new CamelRig(PROVIDER.sandbox());
    }

    @AfterEach
    void stop() {
        camel.close();
        capture.close();
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
        camel.context.getEndpoints().forEach(endpoint -> capture.add(endpoint.toString()));
        seeJmx(ManagementFactory.getPlatformMBeanServer());

        String all = capture.all();
        assertThat(all).contains("bulksms", "-30006", "type=endpoints");
        String basic = Base64.getEncoder()
                .encodeToString((PROVIDER.sandbox().customerId() + ":" + KEY).getBytes(StandardCharsets.UTF_8));
        assertThat(all)
                .doesNotContain(KEY, basic, PHONE, "TSA " + PROVIDER.sandbox().customerId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://user:canary@localhost:1", "RAW(http://user:canary@localhost:1)"})
    void aPasswordInTheBaseUrlIsRefusedAtStartAndNotRepeated(String baseUrl) {
        Throwable refusal = catchThrowable(() -> camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:sale").to("bulksms:sale?template=Hello&baseUrl=" + baseUrl);
            }
        }));

        assertThat(refusal).hasStackTraceContaining("baseUrl holds a user name");
        StringWriter trace = new StringWriter();
        refusal.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("canary");
        assertThat(capture.all()).doesNotContain("canary");
    }

    @Test
    void aKeyThatIsABeanStandsInNoDumpOfARoute() throws Exception {
        camel.context.getRegistry().bind("otherKey", KEY);
        camel.component.getConfiguration().setApiKey("d3Jvbmc=");
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:sale").routeId("sale").to("bulksms:sale?template=Hello&apiKey=#bean:otherKey");
            }
        });
        assertThat(camel.send("direct:sale", PHONE).getException()).isNull();

        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        seeJmx(server);
        for (ObjectName route : server.queryNames(new ObjectName("org.apache.camel:type=routes,*"), null)) {
            capture.add(String.valueOf(server.invoke(
                    route, "dumpRouteAsXml", new Object[] {true}, new String[] {boolean.class.getName()})));
        }
        assertThat(capture.all()).contains("apiKey=#bean:otherKey").doesNotContain(KEY, "an API key stands in the URI");
    }

    @Test
    void aKeyThatChangesTakesEffectWithTheNextRequest() throws Exception {
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:sale").to("bulksms:sale?template=Hello");
            }
        });
        camel.component.getConfiguration().setApiKey("d3Jvbmc=");
        assertThat(camel.send("direct:sale", PHONE).getException()).hasMessageContaining("-30006");

        camel.component.getConfiguration().setApiKey(KEY);
        assertThat(camel.send("direct:sale", PHONE).getException()).isNull();

        camel.context.getPropertiesComponent().addOverrideProperty("vault.key", "d3Jvbmc=");
        camel.component.getConfiguration().setApiKey("{{vault.key}}");
        assertThat(camel.send("direct:sale", PHONE).getException()).hasMessageContaining("-30006");

        camel.context.getPropertiesComponent().addOverrideProperty("vault.key", KEY);
        assertThat(camel.send("direct:sale", PHONE).getException()).isNull();
    }

    private void seeJmx(MBeanServer server) throws Exception {
        for (ObjectName name : server.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            capture.add(name.toString());
            if (name.toString().contains("type=endpoints")) {
                capture.add(String.valueOf(server.getAttribute(name, "EndpointUri")));
            }
        }
    }

    private void see(Exchange done) {
        if (done.getException() != null) {
            StringWriter trace = new StringWriter();
            done.getException().printStackTrace(new PrintWriter(trace));
            capture.add(trace.toString());
        }
    }
}
