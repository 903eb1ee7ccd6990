package io.github.camelbulksms;

import static io.github.camelbulksms.CamelRig.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.Fault;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A message that nothing names, and what Camel makes of it when it is done once more: one run, in each journal. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RedeliveryTest {

    private static final String SALE = "bulksms:sale?template=Hello&maxAttempts=1&batchSize=100&concurrentRequests=1";

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    private CamelRig camel;

    /** Where the journal is. */
    enum Place {
        MEMORY {
            @Override
            DataSource database() {
                return null;
            }
        },
        H2 {
            @Override
            DataSource database() {
                return H2Databases.inMemory();
            }
        };

        abstract DataSource database();
    }

    @AfterEach
    void stopCamel() {
        camel.close();
    }

    private void start(Place place, RouteBuilder routes) throws Exception {
        camel = new CamelRig(PROVIDER.sandbox(), component -> component.setDataSource(place.database()));
        camel.context.getRegistry().bind("silent", new SilentExceptionHandler());
        camel.context.addRoutes(routes);
    }

    private abstract static class Redelivered extends RouteBuilder {

        @Override
        public final void configure() {
            errorHandler(defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(0));
            route();
        }

        abstract void route();
    }

    @ParameterizedTest
    @EnumSource
    void anEnrichThatIsRedeliveredGoesOn(Place place) throws Exception {
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        start(place, new Redelivered() {
            @Override
            void route() {
                from("direct:list").enrich(SALE);
            }
        });

        BulkSmsResult result = result(camel.send("direct:list", CamelRig.phones(300)));

        assertThat(result.accepted()).isEqualTo(300);
        assertThat(accepted()).containsExactlyInAnyOrderElementsOf(CamelRig.phones(300));
    }

    @ParameterizedTest
    @EnumSource
    void aRouteThatItsCallerWaitsForAndCallsAgainGoesOn(Place place) throws Exception {
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        start(place, new Redelivered() {
            @Override
            void route() {
                from("direct:list").to(ExchangePattern.InOut, "seda:send?waitForTaskToComplete=Always");
                from("seda:send?pollTimeout=20&exceptionHandler=#silent")
                        .errorHandler(noErrorHandler())
                        .to(SALE);
            }
        });

        BulkSmsResult result = result(camel.send("direct:list", CamelRig.phones(300)));

        assertThat(result.accepted()).isEqualTo(300);
        assertThat(accepted()).containsExactlyInAnyOrderElementsOf(CamelRig.phones(300));
    }

    @ParameterizedTest
    @EnumSource
    void aCircuitBreakerThatGivesUpAndIsRedeliveredSendsNobodyTwice(Place place) throws Exception {
        PROVIDER.sandbox().latency(Duration.ofMillis(300));
        start(place, new Redelivered() {
            @Override
            void route() {
                from("direct:list")
                        .circuitBreaker()
                        .inheritErrorHandler(true)
                        .resilience4jConfiguration()
                        .timeoutEnabled(true)
                        .timeoutDuration(400)
                        .end()
                        .to(SALE)
                        .end();
            }
        });

        camel.send("direct:list", CamelRig.phones(300));
        soon().until(() -> camel.component.metrics().runs().isEmpty());

        assertThat(accepted()).containsExactlyInAnyOrderElementsOf(CamelRig.phones(300));
    }

    @ParameterizedTest
    @EnumSource
    void whatMakesTwoRecipientsTheSameMayNotChangeOnceOneMayHaveGotIt(Place place) throws Exception {
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        start(place, new Redelivered() {
            @Override
            void route() {}
        });
        String uri = SALE + "&run=r";
        assertThat(result(camel.send(uri, CamelRig.phones(300))).unsent()).isEqualTo(100);
        Stream<Recipient> asOthers = CamelRig.phones(300).stream().map(phone -> new Recipient(phone, "other"));

        Exchange changed = camel.send(uri + "&duplicateRecipient=send", asOthers.toList());

        assertThat(changed.getException())
                .isInstanceOf(TextChangedException.class)
                .hasMessageContaining("duplicateRecipient");
        assertThat(result(camel.send(uri, CamelRig.phones(300))).accepted())
                .as("the run is not held, and goes on as it was begun")
                .isEqualTo(300);
        assertThat(accepted()).containsExactlyInAnyOrderElementsOf(CamelRig.phones(300));
    }

    /** As the recipe for a daily file does, but to the millisecond: no test lasts until midnight. */
    @ParameterizedTest
    @EnumSource
    void aFileThatNamesItsRunByItsOwnTimeGoesOnHoweverLateItIsMovedBack(Place place, @TempDir Path folder)
            throws Exception {
        PROVIDER.sandbox().onRequest(2, Fault.UNAVAILABLE);
        start(place, new Redelivered() {
            @Override
            void route() {
                from("file:" + folder + "?initialDelay=0&delay=10&include=list.csv&move=done&moveFailed=failed"
                                + "&exceptionHandler=#silent")
                        .errorHandler(noErrorHandler())
                        .to(SALE + "&run=${file:name.noext}-${date:file:yyyyMMddHHmmssSSS}");
            }
        });
        Path written = Files.write(folder.resolve(".list.csv"), CamelRig.phones(300));
        Files.move(written, folder.resolve("list.csv"));
        Path failed = folder.resolve("failed").resolve("list.csv");
        soon().until(() -> Files.exists(failed));

        Files.move(failed, folder.resolve("list.csv"));
        soon().until(() -> Files.exists(folder.resolve("done").resolve("list.csv")));

        assertThat(accepted()).containsExactlyInAnyOrderElementsOf(CamelRig.phones(300));
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofMinutes(1));
    }

    private static List<String> accepted() {
        return PROVIDER.sandbox().messages().stream()
                .map(AcceptedMessage::phoneNumber)
                .toList();
    }
}
