package io.github.camelbulksms.sandbox;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What docs/sandbox.md shows of the sandbox in a test. */
class SandboxInATestTest {

    // tag::junit[]
    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    @Test
    void everybodyIsWelcomedOnce() throws Exception {
        send("Welcome!", "12025550123", "442079460001");

        PROVIDER.awaitDelivered(2, Duration.ofSeconds(10));
        PROVIDER.assertAccepted("12025550123", "442079460001");
        PROVIDER.assertText("12025550123", "Welcome!");
        PROVIDER.assertNoRepeats();
    }
    // end::junit[]

    private static void send(String text, String... phoneNumbers) throws Exception {
        new SandboxClient(PROVIDER.sandbox()).send(text, null, null, phoneNumbers);
    }
}
