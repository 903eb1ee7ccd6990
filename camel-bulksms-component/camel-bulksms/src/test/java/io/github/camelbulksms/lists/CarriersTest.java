package io.github.camelbulksms.lists;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.BulkSmsSplitter;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists as other components bring them. */
class CarriersTest {

    private static final String NUMBER = "381601234567";

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    private ListRig camel;

    @TempDir
    private Path folder;

    @BeforeEach
    void startCamel() {
        camel = new ListRig(
                PROVIDER.sandbox().baseUrl(),
                PROVIDER.sandbox().customerId(),
                PROVIDER.sandbox().apiKey());
    }

    @AfterEach
    void stopCamel() {
        camel.close();
    }

    @Test
    void aDatabasesNullIsNoSessionId() {
        camel.sendTo("bulksms:sale?template=x", NUMBER + ",\\N", Map.of());

        assertThat(PROVIDER.sandbox().messages())
                .allSatisfy(message -> assertThat(message.sessionId()).isNotEqualTo("\\N"));
    }

    @Test
    void anObjectIsNotTakenForAPart() {
        Exchange done = camel.sendTo("bulksms:sale?template=x", "{\"telephone exchange\":\"381601234567\"}", Map.of());

        assertThat(done.getException()).isNotNull();
        assertThat(done.getException().getMessage()).doesNotContain("version");
        assertThat(PROVIDER.sandbox().messages()).isEmpty();
    }

    @Test
    void aPartThatComesAsAStreamIsSentOrFails() throws Exception {
        List<String> parts = new ArrayList<>();
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                from("direct:cut")
                        .split(method(new BulkSmsSplitter("bulksms:sale?template=x&batchSize=10")))
                        .process(part -> parts.add(part.getMessage().getBody(String.class)));
            }
        });
        camel.sendTo("direct:cut", List.of(NUMBER, "381641111111"), Map.of());
        assertThat(parts).hasSize(1);

        Exchange done = camel.sendTo(
                "bulksms:parts",
                new ByteArrayInputStream(parts.get(0).getBytes(StandardCharsets.UTF_8)),
                new HashMap<>());

        if (done.getException() == null) {
            assertThat(PROVIDER.sandbox().messages())
                    .extracting(AcceptedMessage::phoneNumber)
                    .containsExactlyInAnyOrder(NUMBER, "381641111111");
        } else {
            assertThat(PROVIDER.sandbox().messages()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"windows-1252, Téléphone, Müller", "windows-1251, Мобилни телефон, Ана", "UTF-16LE, Móvil, Žana"})
    void theCharsetOfTheFileEndpointCounts(String charset, String header, String name) throws Exception {
        Files.write(
                folder.resolve("list.csv"),
                "Name;%s\n%s;+%s\n".formatted(header, name, NUMBER).getBytes(Charset.forName(charset)));
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                fromF("file:%s?initialDelay=0&delay=10&charset=%s&move=done&moveFailed=failed", folder, charset)
                        .to("bulksms:sale?template=x");
            }
        });

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> Files.exists(folder.resolve("done/list.csv"))
                        || Files.exists(folder.resolve("failed/list.csv")));
        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::phoneNumber)
                .containsExactly(NUMBER);
        assertThat(folder.resolve("done/list.csv")).exists();
    }

    @Test
    void aFileWithNobodyValidIsNotDone() throws Exception {
        Files.writeString(folder.resolve("list.csv"), "Name,E-mail\nAna,ana@example.org\n");
        camel.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                fromF("file:%s?initialDelay=0&delay=10&move=done&moveFailed=failed", folder)
                        .to("bulksms:sale?template=x");
            }
        });

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> Files.exists(folder.resolve("done/list.csv"))
                        || Files.exists(folder.resolve("failed/list.csv")));
        assertThat(folder.resolve("failed/list.csv")).exists();
        assertThat(PROVIDER.sandbox().messages()).isEmpty();
    }
}
