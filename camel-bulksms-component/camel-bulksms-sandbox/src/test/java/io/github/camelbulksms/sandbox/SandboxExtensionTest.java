package io.github.camelbulksms.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the assertions of the extension say when something differs. */
class SandboxExtensionTest {

    private static final Duration SHORT = Duration.ofMillis(20);

    @RegisterExtension
    final SandboxExtension provider = new SandboxExtension();

    private SandboxClient client;

    @BeforeEach
    void send() throws Exception {
        client = new SandboxClient(provider.sandbox());
        client.send("Hello Ana", null, null, "442079460001", "442079460507");
    }

    @Test
    void whatIsAsExpectedPasses() {
        assertThatCode(() -> {
                    provider.awaitAccepted(2, SHORT);
                    provider.awaitDelivered(1, SHORT);
                    provider.assertAccepted("442079460507", "442079460001");
                    provider.assertNoRepeats();
                    provider.assertText("442079460001", "Hello Ana");
                })
                .doesNotThrowAnyException();
    }

    @Test
    void whatOneTestDoesToTheProviderIsUndoneBeforeTheNext() throws Exception {
        provider.sandbox().latency(Duration.ofMinutes(5));
        provider.sandbox().account(AccountState.SUSPENDED);
        provider.sandbox().requestsPerSecond(0.001);

        provider.sandbox().reset();

        client.send("Hi", null, null, "442079460001");
        client.send("Hi", null, null, "442079460003");
        provider.assertAccepted("442079460001", "442079460003");
    }

    @Test
    void deliveredMessagesAreAwaitedUntilTheirReportsAreAnswered() throws Exception {
        try (ReportReceiver receiver = new ReportReceiver()) {
            provider.sandbox().reset();
            provider.sandbox().reports().to(receiver.address());
            client.send("Hi", null, null, "442079460001", "442079460503");

            provider.awaitDelivered(2, Duration.ofSeconds(20));

            assertThat(receiver.bodies()).hasSize(3);
        }
    }

    @Test
    void whoWaitsInVainIsToldWhatBecameOfTheMessagesInstead() {
        assertThatThrownBy(() -> provider.awaitDelivered(2, SHORT))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        "expected 2 messages delivered within PT0.02S, were 1 of 2 accepted (1 failed, 0 pending)")
                .hasMessageContaining("recipients: 442079460001, 442079460507")
                .hasMessageContaining("requests: 1, accepted 1, refused 0, dropped 0");
        assertThatThrownBy(() -> provider.awaitAccepted(3, SHORT))
                .hasMessageContaining("expected 3 messages accepted within PT0.02S, were 2");
    }

    @Test
    void aDifferenceInRecipientsNamesThoseMissingThoseUnexpectedAndThoseWithSeveral() throws Exception {
        client.send("Again", null, null, "442079460001");

        assertThatThrownBy(() -> provider.assertAccepted("442079460001", "442079460003"))
                .hasMessageContaining("no message to 442079460003")
                .hasMessageContaining("not expected: 442079460507")
                .hasMessageContaining("too often: 442079460001 (1 more than expected)");
    }

    @Test
    void aRecipientWithTwoMessagesIsNamedWithBothTexts() throws Exception {
        client.send("Again", null, null, "442079460001");

        assertThatThrownBy(() -> provider.assertNoRepeats())
                .hasMessageContaining("442079460001 got 2: message 1 'Hello Ana', message 3 'Again'");
    }

    @Test
    void aDifferenceInATextNamesItsFirstCharacter() {
        assertThatThrownBy(() -> provider.assertText("442079460001", "Hello Eva"))
                .hasMessageContaining("differs at character 7: expected 'Eva', was 'Ana'");
        assertThatThrownBy(() -> provider.assertText("442079460009", "Hello"))
                .hasMessageContaining("no message to 442079460009; recipients: 442079460001, 442079460507");
    }
}
