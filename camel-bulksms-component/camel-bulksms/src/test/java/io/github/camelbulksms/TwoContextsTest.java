package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two contexts in one process, as an application server has them, send with one account. */
class TwoContextsTest {

    private static final String PHONE = "381601234567";

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension(BulkSmsSandbox.builder());

    @Test
    void theyKeepTheRateLimitOfTheirAccountTogether() throws Exception {
        // the second request of the account is due in a day
        try (CamelRig first = new CamelRig(PROVIDER.sandbox(), TwoContextsTest::onceADay)) {
            CompletableFuture<Exchange> second;
            try (CamelRig other = new CamelRig(PROVIDER.sandbox(), TwoContextsTest::onceADay)) {
                assertThat(first.send("bulksms:sale?template=Hello", PHONE).getException())
                        .isNull();
                second = CompletableFuture.supplyAsync(() -> other.send("bulksms:sale?template=Hello", PHONE));
                await().atMost(Duration.ofSeconds(30)).until(() -> other.component.getRequestsWaiting() == 1);
                assertThat(PROVIDER.sandbox().stats().requests()).isEqualTo(1);
                other.context.getShutdownStrategy().setTimeout(1);
            }
            assertThat(second.get()).extracting(Exchange::getException).isNotNull();
            assertThat(PROVIDER.sandbox().stats().requests()).isEqualTo(1);
        }
    }

    private static void onceADay(BulkSmsComponent component) {
        component.getConfiguration().setRequestsPerSecond(1.0 / 86_400);
    }

    @Test
    void eachHasItsOwnKeyConnectionsAndNamesAndStopsAlone() {
        try (CamelRig first = new CamelRig(PROVIDER.sandbox())) {
            try (CamelRig other = new CamelRig(
                    PROVIDER.sandbox(),
                    component -> component.getConfiguration().setApiKey("d3Jvbmc="))) {
                assertThat(other.send("bulksms:sale?template=Hello", PHONE).getException())
                        .hasMessageContaining("-30006");
                assertThat(first.send("bulksms:sale?template=Hello", PHONE).getException())
                        .isNull();
            }
            assertThat(first.send("bulksms:sale?template=Hello", PHONE).getException())
                    .isNull();
        }
    }
}
