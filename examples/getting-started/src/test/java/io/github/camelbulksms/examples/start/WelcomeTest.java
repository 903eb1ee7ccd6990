package io.github.camelbulksms.examples.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.Fault;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What docs/getting-started.md promises, line by line. */
class WelcomeTest {

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    @TempDir
    private Path inbox;

    private final Main main = new Main();

    @BeforeEach
    void startCamel() {
        main.addOverrideProperty(
                "camel.component.bulksms.baseUrl", PROVIDER.sandbox().baseUrl());
        main.addOverrideProperty(
                "camel.component.bulksms.customerId", PROVIDER.sandbox().customerId());
        main.addOverrideProperty(
                "camel.component.bulksms.apiKey", PROVIDER.sandbox().apiKey());
        main.addOverrideProperty("inbox", inbox.toString());
        main.start();
    }

    @AfterEach
    void stopCamel() {
        main.stop();
    }

    @Test
    void aListThatIsDroppedIsSentAndLiesInDone() throws Exception {
        NotifyBuilder list = oneList();
        drop("first.csv", "381601234567\n+381 60 765-4321\nnobody\n");

        assertThat(list.matchesWaitTime()).isTrue();
        assertThat(inbox.resolve("done/first.csv")).exists();
        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::phoneNumber)
                .containsExactly("381601234567", "381607654321");
        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::template)
                .containsOnly("Welcome! Show this message & get 10% off.");
    }

    @Test
    void aListWhoseReplyWasLostLiesInFailedAndNobodyIsSentToTwice() throws Exception {
        PROVIDER.sandbox().onRequest(1, Fault.DROP_AFTER_ACCEPTANCE);
        NotifyBuilder list = oneList();
        drop("second.csv", "381601234567\n");
        assertThat(list.matchesWaitTime()).isTrue();
        assertThat(inbox.resolve("failed/second.csv")).exists();

        NotifyBuilder again = oneList();
        Files.move(inbox.resolve("failed/second.csv"), inbox.resolve("second.csv"));
        assertThat(again.matchesWaitTime()).isTrue();
        assertThat(inbox.resolve("failed/second.csv")).exists();

        assertThat(PROVIDER.sandbox().stats().requests()).isEqualTo(1);
    }

    private void drop(String name, String list) throws Exception {
        Path written = Files.writeString(inbox.resolve(name + ".part"), list);
        Files.move(written, inbox.resolve(name));
    }

    private NotifyBuilder oneList() {
        return new NotifyBuilder(main.getCamelContext()).whenDone(1).create();
    }
}
