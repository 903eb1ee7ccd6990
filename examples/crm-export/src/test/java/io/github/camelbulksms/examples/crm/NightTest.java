package io.github.camelbulksms.examples.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.Fault;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Properties;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class NightTest extends CamelMainTestSupport {

    private static final String HEADER = "Name,Mobile,Language,SMS opt-in\n";
    private static final String MONDAY = HEADER
            + "Anna,0151 23456789,de,yes\n"
            + "Ben,+44 7400 123456,en,yes\n"
            + "Cleo,0151 23456780,de,no\n"
            + "Dora,not given,de,yes\n";
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 23);

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    @TempDir
    private static Path folder;

    @Override
    protected void configure(MainConfigurationProperties main) {
        main.withRoutesIncludePattern("classpath:camel/*.yaml");
    }

    @Override
    public void configureContext(CamelContextConfiguration context) {
        super.configureContext(context);
        Properties test = new Properties();
        test.setProperty("camel.component.bulksms.baseUrl", PROVIDER.sandbox().baseUrl());
        test.setProperty(
                "camel.component.bulksms.customerId", PROVIDER.sandbox().customerId());
        test.setProperty("camel.component.bulksms.apiKey", PROVIDER.sandbox().apiKey());
        test.setProperty("crm.folder", folder.toAbsolutePath().toString());
        context.withUseOverridePropertiesWithPropertiesComponent(test);
    }

    @Test
    void eachNightThoseWhoAreNewAndWantMessagesGetTheirLanguageOnce() throws Exception {
        drop(FIRST, MONDAY);
        await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(folder.resolve("done/20261123-customers.csv")));
        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::phoneNumber, AcceptedMessage::template)
                .containsExactlyInAnyOrder(
                        tuple("4915123456789", "Für Sie: 20 % auf alles, bis Sonntag."),
                        tuple("447400123456", "For you: 20 % off everything until Sunday."));
        assertThat(Files.readString(folder.resolve("reports/20261123-de-not-accepted.csv")))
                .startsWith("phone,session_id,position,outcome,reason\n")
                .contains("not given")
                .contains(",invalid,");
        assertThat(Files.readString(folder.resolve("reports/20261123-en-not-accepted.csv")))
                .isEqualTo("phone,session_id,position,outcome,reason\n");

        drop(FIRST.plusDays(1), MONDAY);
        await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(folder.resolve("done/20261124-customers.csv")));
        assertThat(PROVIDER.sandbox().messages()).as("nothing new").hasSize(2);

        PROVIDER.sandbox().onRequest(PROVIDER.sandbox().stats().requests() + 1, Fault.DROP_AFTER_ACCEPTANCE);
        drop(FIRST.plusDays(2), MONDAY + "Emil,0151 23456781,de,yes\nFay,+44 7400 123457,en,yes\n");
        await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(folder.resolve("failed/customers.csv")));
        assertThat(Files.readString(folder.resolve("reports/20261125-de-not-accepted.csv")))
                .contains("4915123456781")
                .contains(",unknown,");
        assertThat(PROVIDER.sandbox().messages()).hasSize(3);
    }

    private static void drop(LocalDate day, String export) throws IOException {
        Path file = Files.writeString(folder.resolve("export.csv"), export);
        Files.setLastModifiedTime(
                file,
                FileTime.from(day.atTime(2, 0).atZone(ZoneId.systemDefault()).toInstant()));
        Files.createDirectories(folder.resolve("inbox"));
        Files.move(file, folder.resolve("inbox/customers.csv"), StandardCopyOption.ATOMIC_MOVE);
    }
}
