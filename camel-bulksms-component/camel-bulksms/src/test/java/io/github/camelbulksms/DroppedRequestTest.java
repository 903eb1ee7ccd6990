package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.delivery.BulkSmsResult;
import io.github.camelbulksms.recipient.Outcome;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.Fault;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DroppedRequestTest {

    private static final int BATCH = 10;
    private static final int BATCHES = 5;

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    static Stream<Arguments> drops() {
        return Stream.of(1, 3, BATCHES).flatMap(request -> Stream.of(Fault.values())
                .flatMap(fault -> Stream.of(1, 4).map(concurrency -> Arguments.of(request, fault, concurrency))));
    }

    @ParameterizedTest
    @MethodSource("drops")
    void aBatchWithoutAReplyIsUnknownAndAllOthersAreAccepted(int request, Fault fault, int concurrency) {
        PROVIDER.sandbox().onRequest(request, fault);
        List<String> phones = CamelRig.phones(BATCH * BATCHES);
        try (CamelRig camel = new CamelRig(PROVIDER.sandbox())) {
            Exchange done = camel.send(
                    "bulksms:sale?template=Hello&batchSize=" + BATCH + "&concurrentRequests=" + concurrency, phones);

            BulkSmsResult result = done.getProperty(BulkSmsConstants.RESULT_PROPERTY, BulkSmsResult.class);
            assertThat(done.getException()).isInstanceOf(BulkSmsException.class);
            assertThat(result.unknown()).isEqualTo(BATCH);
            assertThat(result.accepted()).isEqualTo((long) BATCH * (BATCHES - 1));
            assertThat(result.read()).isEqualTo(phones.size());
            List<String> unknown = named(result, Outcome.UNKNOWN);
            List<String> expected = new ArrayList<>(phones);
            if (fault == Fault.DROP_BEFORE_ACCEPTANCE) {
                expected.removeAll(unknown);
            }
            assertThat(PROVIDER.sandbox().messages())
                    .extracting(AcceptedMessage::phoneNumber)
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(PROVIDER.sandbox().stats().requests())
                    .as("nothing repeats a POST")
                    .isEqualTo(BATCHES);
            if (concurrency == 1) {
                assertThat(unknown).isEqualTo(phones.subList((request - 1) * BATCH, request * BATCH));
            }
        }
    }

    @Test
    void afterThreeUnknownInARowTheRestIsUnsent() {
        IntStream.rangeClosed(2, 4).forEach(n -> PROVIDER.sandbox().onRequest(n, Fault.DROP_AFTER_ACCEPTANCE));
        try (CamelRig camel = new CamelRig(PROVIDER.sandbox())) {
            List<String> phones = CamelRig.phones(100);
            Exchange done = camel.send("bulksms:sale?template=Hello&batchSize=10&concurrentRequests=1", phones);

            BulkSmsResult result = done.getProperty(BulkSmsConstants.RESULT_PROPERTY, BulkSmsResult.class);
            assertThat(result.accepted()).isEqualTo(10);
            assertThat(named(result, Outcome.UNKNOWN)).isEqualTo(phones.subList(10, 40));
            assertThat(named(result, Outcome.UNSENT)).isEqualTo(phones.subList(40, 100));
            assertThat(PROVIDER.sandbox().stats().requests()).isEqualTo(4);
        }
    }

    private static List<String> named(BulkSmsResult result, Outcome outcome) {
        try (var recipients = result.recipients(outcome)) {
            return recipients.map(recipient -> recipient.text().split(",")[0]).toList();
        }
    }
}
