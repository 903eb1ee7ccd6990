package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.UnknownOutcome;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.Fault;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault × what comes after it × what is done with the unknown, against the truth. */
class FaultMatrixTest {

    private static final int BATCH = 10;
    private static final List<String> PHONES = CamelRig.phones(5 * BATCH);

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    private final JdbcDataSource database = new JdbcDataSource();

    /** What comes after a fault. */
    enum Then {
        NOTHING("maxAttempts=1", 0),
        RETRY("maxAttempts=3", 0),
        REDELIVERY("maxAttempts=1", 1),
        RESTART("maxAttempts=1", 0);

        private final String options;
        private final int redeliveries;

        Then(String options, int redeliveries) {
            this.options = options;
            this.redeliveries = redeliveries;
        }
    }

    static Stream<Arguments> matrix() {
        // a stall is unknown as a drop is, see FaultTest: it would only take its time here
        return Stream.of(Fault.values())
                .filter(fault -> !fault.name().startsWith("STALL"))
                .flatMap(fault -> Stream.of(Then.values()).flatMap(then -> Stream.of(UnknownOutcome.values())
                        .map(unknown -> Arguments.of(fault, then, unknown))));
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void theOutcomeIsTheTruthAndNobodyGetsItTwiceWhoDidNotHaveTo(Fault fault, Then then, UnknownOutcome unknown)
            throws Exception {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        PROVIDER.sandbox().onRequest(3, fault);
        BulkSmsResult result = send(then, unknown);
        if (then == Then.RESTART) {
            result = send(then, unknown);
        }
        boolean notAccepted =
                fault == Fault.RATE_LIMITED || fault == Fault.UNAVAILABLE || fault == Fault.INTERNAL_ERROR;
        boolean comesAgain = then == Then.REDELIVERY || then == Then.RESTART;
        boolean sentAgain = notAccepted ? then != Then.NOTHING : comesAgain && unknown == UnknownOutcome.resend;

        assertThat(result.read()).isEqualTo(PHONES.size());
        assertThat(result.accepted()).isEqualTo(sentAgain ? 50 : 40);
        assertThat(result.unsent()).isEqualTo(notAccepted && !sentAgain ? 10 : 0);
        assertThat(result.unknown()).isEqualTo(!notAccepted && !sentAgain ? 10 : 0);
        List<String> truth = PROVIDER.sandbox().messages().stream()
                .map(AcceptedMessage::phoneNumber)
                .toList();
        int times = 40 + (fault.accepts() ? BATCH : 0) + (sentAgain ? BATCH : 0);
        assertThat(truth).hasSize(times);
        if (unknown == UnknownOutcome.hold) {
            assertThat(truth).doesNotHaveDuplicates();
        }
        if (sentAgain || fault.accepts()) {
            assertThat(new HashSet<>(truth)).containsAll(PHONES);
        }
    }

    private BulkSmsResult send(Then then, UnknownOutcome unknown) throws Exception {
        try (CamelRig camel = new CamelRig(PROVIDER.sandbox())) {
            camel.component.stop();
            camel.component.setDataSource(database);
            camel.component.start();
            camel.context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:list")
                            .errorHandler(defaultErrorHandler()
                                    .maximumRedeliveries(then.redeliveries)
                                    .redeliveryDelay(0))
                            .to("bulksms:sale?template=Hello&run=r&batchSize=" + BATCH + "&concurrentRequests=1"
                                    + "&unknownOutcome=" + unknown + "&" + then.options);
                }
            });
            Exchange done = camel.send("direct:list", PHONES);
            return done.getException() == null
                    ? done.getMessage().getBody(BulkSmsResult.class)
                    : done.getProperty(BulkSmsConstants.RESULT_PROPERTY, BulkSmsResult.class);
        }
    }
}
