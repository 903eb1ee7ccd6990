package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.internal.provider.AuthMethod;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.AccountState;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import io.github.camelbulksms.sandbox.Fault;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault of the provider, at the first, a middle and the last batch, against the truth. */
class FaultTest {

    private static final int BATCH = 10;
    private static final int BATCHES = 5;
    private static final long NEVER = 60_000;

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    /** One fault at one request. */
    record Case(Fault fault, int request, AuthMethod authMethod, int concurrency) {

        boolean stalls() {
            return fault.name().startsWith("STALL");
        }
    }

    static Stream<Case> cases() {
        return Stream.of(Fault.values()).flatMap(fault -> Stream.of(1, 3, BATCHES)
                .flatMap(request -> Stream.of(AuthMethod.values()).flatMap(method -> Stream.of(1, 4)
                        .map(concurrency -> new Case(fault, request, method, concurrency)))));
    }

    static Stream<Case> casesThatEnd() {
        return cases().filter(one -> !one.stalls());
    }

    @ParameterizedTest
    @MethodSource("casesThatEnd")
    void oneBatchSuffersAndAllOthersAreAccepted(Case one) {
        check(one, PROVIDER.sandbox(), NEVER);
    }

    @Test
    void aBatchThatTimedOutIsUnknownAndNotSentAgain() {
        ExecutorService threads = Executors.newCachedThreadPool();
        // side by side, as each waits for its time to be out
        List<CompletableFuture<Void>> checks = cases().filter(Case::stalls)
                .map(one -> CompletableFuture.runAsync(
                        () -> {
                            try (BulkSmsSandbox sandbox = BulkSmsSandbox.start()) {
                                check(one, sandbox, 5_000);
                            }
                        },
                        threads))
                .toList();
        checks.forEach(CompletableFuture::join);
        threads.shutdown();
    }

    private static void check(Case one, BulkSmsSandbox sandbox, long responseTimeout) {
        sandbox.onRequest(one.request(), one.fault());
        List<String> phones = CamelRig.phones(BATCH * BATCHES);
        try (CamelRig camel = new CamelRig(sandbox, responseTimeout)) {
            Exchange done = camel.send(
                    "bulksms:sale?template=Hello&maxAttempts=1&batchSize=" + BATCH + "&concurrentRequests="
                            + one.concurrency() + "&authMethod=" + one.authMethod(),
                    phones);

            assertThat(done.getException()).isInstanceOf(BulkSmsException.class);
            BulkSmsResult result = done.getProperty(BulkSmsConstants.RESULT_PROPERTY, BulkSmsResult.class);
            Outcome outcome =
                    switch (one.fault()) {
                        case RATE_LIMITED, UNAVAILABLE, INTERNAL_ERROR -> Outcome.UNSENT;
                        default -> Outcome.UNKNOWN;
                    };
            List<String> suffered = named(done, outcome);
            assertThat(suffered).hasSize(BATCH);
            assertThat(result.accepted()).isEqualTo((long) BATCH * (BATCHES - 1));
            assertThat(result.read()).isEqualTo(phones.size());
            List<String> expected = new ArrayList<>(phones);
            if (!one.fault().accepts()) {
                expected.removeAll(suffered);
            }
            assertThat(sandbox.messages())
                    .extracting(AcceptedMessage::phoneNumber)
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(sandbox.stats().requests()).as("nothing repeats a POST").isEqualTo(BATCHES);
            if (one.concurrency() == 1) {
                int first = (one.request() - 1) * BATCH;
                assertThat(suffered).isEqualTo(phones.subList(first, first + BATCH));
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
            assertThat(named(done, Outcome.UNKNOWN)).isEqualTo(phones.subList(10, 40));
            assertThat(named(done, Outcome.UNSENT)).isEqualTo(phones.subList(40, 100));
            assertThat(result.stopped()).startsWith("3 requests in a row failed, the last one: no trustworthy answer");
            assertThat(PROVIDER.sandbox().stats().requests()).isEqualTo(4);
        }
    }

    @Test
    void atTheHardCapTheRunStopsAndTheRestIsUnsent() {
        try (BulkSmsSandbox capped = BulkSmsSandbox.builder().hardCap(25).start();
                CamelRig camel = new CamelRig(capped)) {
            Exchange done =
                    camel.send("bulksms:sale?template=Hello&batchSize=10&concurrentRequests=1", CamelRig.phones(100));

            assertThat(done.getException())
                    .hasMessageContaining("accepted=20")
                    .hasMessageContaining("refused=0 unsent=80 unknown=0 requests=3")
                    .hasMessageContaining("-40008")
                    .hasMessageContaining("have the account's cap raised");
        }
    }

    @ParameterizedTest
    @CsvSource({"SUSPENDED, -30001", "PRODUCT_NOT_ENABLED, -20002", "SOURCE_IP_NOT_ALLOWED, -10009"})
    void whatTheAccountMayNotIsRefusedOnce(AccountState state, int code) {
        PROVIDER.sandbox().account(state);
        try (CamelRig camel = new CamelRig(PROVIDER.sandbox())) {
            Exchange done =
                    camel.send("bulksms:sale?template=Hello&batchSize=1&concurrentRequests=1", CamelRig.phones(9));

            assertThat(done.getException())
                    .hasMessageContaining("refused=1 unsent=8 unknown=0 requests=1")
                    .hasMessageContaining(code + " ");
        } finally {
            PROVIDER.sandbox().account(AccountState.ACTIVE);
        }
    }

    @Test
    void aWrongDigestKeyShowsWhatTheProviderSignedWithoutRecipientsAndText() {
        try (CamelRig camel = new CamelRig(PROVIDER.sandbox())) {
            Exchange done =
                    camel.send("bulksms:sale?template=Hello&authMethod=digest&apiKey=RAW(c2VjcmV0)", "381601234567");

            assertThat(done.getException())
                    .hasMessageContaining(
                            "-30006 Invalid Signature. (check apiKey and authMethod); the provider signed:"
                                    + " POST | application/x-www-form-urlencoded | ")
                    .hasMessageContaining(" | (form) | /v1/verify/bulk_sms")
                    .hasMessageNotContaining("Hello")
                    .hasMessageNotContaining("381601234567");
        }
    }

    private static List<String> named(Exchange done, Outcome outcome) {
        return CamelRig.named(done, outcome)
                .map(recipient -> recipient.recipient().phoneNumber())
                .toList();
    }
}
