package io.github.camelbulksms.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MagicNumbersTest {

    /** The provider's codes that are a message's last, from its documentation. */
    private static final List<Integer> FINAL_CODES = List.of(
            200, 207, 210, 211, 220, 221, 222, 230, 231, 237, 238, 250, 251, 286, 500, 502, 504, 506, 507, 508, 510,
            511, 512, 513, 514, 515, 521, 599);

    @RegisterExtension
    final SandboxExtension provider = new SandboxExtension();

    private SandboxClient client;

    @BeforeEach
    void connect() {
        client = new SandboxClient(provider.sandbox());
    }

    static Stream<MagicNumbers.Range> ranges() {
        return MagicNumbers.RANGES.stream();
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void everyNumberPassesTheCheckOfNumbersInFrontOfIt(MagicNumbers.Range range) throws NumberParseException {
        PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
        for (MagicNumbers.Outcome outcome : MagicNumbers.outcomes()) {
            Optional<String> number = MagicNumbers.number(range, outcome.code());
            if (number.isPresent()) {
                var parsed = plans.parse("+" + number.get(), null);
                // Ofcom's mobile numbers are possible and no more: with + that is enough
                assertThat(
                                range.where().endsWith("with + only")
                                        ? plans.isPossibleNumber(parsed)
                                        : plans.isValidNumber(parsed))
                        .as(number.get())
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void everyFinalCodeHasANumberInEveryRange(MagicNumbers.Range range) {
        assertThat(FINAL_CODES)
                .allSatisfy(code -> assertThat(MagicNumbers.number(range, code).flatMap(MagicNumbers::statuses))
                        .contains(List.of(code)));
    }

    @ParameterizedTest
    @CsvSource({
        "442079460503, 503, 200",
        "12025550103, 503, 200",
        "442079460292, 292,",
        "12125550147, 207,",
        "14165550107, 507,",
        "442079460408, 200,"
    })
    void theLastDigitsChooseTheStatuses(String number, int first, Integer second) {
        assertThat(MagicNumbers.statuses(number)).contains(second == null ? List.of(first) : List.of(first, second));
    }

    @ParameterizedTest
    @CsvSource({"381601234507", "442079461507", "442079460000", "12025550123", "12025551107", "44207946050"})
    void otherNumbersChooseNothing(String number) {
        assertThat(MagicNumbers.statuses(number)).isEmpty();
    }

    @Test
    void aMessageOfANumberThatFailsFailsWithoutSetUp() throws Exception {
        client.send("Hi", null, null, "442079460507", "442079460200", "442079460404");

        assertThat(provider.sandbox().delivered()).isEqualTo(1);
        assertThat(provider.sandbox().failed()).isEqualTo(1);
    }

    @Test
    void aNumberThatIsNeverReportedStaysPendingWhileOthersAreReported() throws Exception {
        try (ReportReceiver receiver = new ReportReceiver()) {
            provider.sandbox().reports().to(receiver.address());

            client.send("Hi", null, null, "442079460404", "442079460503");

            assertThat(provider.sandbox().reports().await(Duration.ofSeconds(30)))
                    .isTrue();
            assertThat(receiver.bodies()).hasSize(2);
            assertThat(receiver.bodies().get(0)).contains("\"code\":503");
            assertThat(receiver.bodies().get(1)).contains("\"code\":200");
            assertThat(provider.sandbox().messages())
                    .extracting(AcceptedMessage::finalStatus)
                    .containsExactly(null, 200);
        }
    }

    @Test
    void aRequestWithANumberThatDropsIsDropped() throws Exception {
        assertThatThrownBy(() -> client.send("Hi", null, null, "442079460408")).isInstanceOf(IOException.class);
        assertThat(provider.sandbox().messages()).isEmpty();

        assertThatThrownBy(() -> client.send("Hi", null, null, "442079460409")).isInstanceOf(IOException.class);
        assertThat(provider.sandbox().messages()).hasSize(1);
    }

    @Test
    void aNumberThatIsRateLimitedIsSoOnce() throws Exception {
        assertThat(client.send("Hi", null, null, "12025550149").statusCode()).isEqualTo(429);
        assertThat(client.send("Hi", null, null, "12025550149").statusCode()).isEqualTo(200);
    }

    @Test
    void whoeverAsksForNumbersWithoutMagicGetsThem() throws Exception {
        try (BulkSmsSandbox sandbox =
                BulkSmsSandbox.builder().withoutMagicNumbers().start()) {
            assertThat(new SandboxClient(sandbox)
                            .send("Hi", null, null, "442079460408", "442079460507")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(sandbox.delivered()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "test-suspended, -30001",
        "test-product-not-enabled, -20002",
        "test-source-ip-not-allowed, -10009",
        "test-rate-limited, -40007",
        "test-hard-cap, -40008",
        "test-unavailable, -90001"
    })
    void aTestCustomerIsRefusedWithItsCodeAndTheRightKeyAlone(String customerId, int code) throws Exception {
        assertThat(errorOf(customerId, provider.sandbox().apiKey())).isEqualTo(code);
        assertThat(errorOf(customerId, "wrong")).isEqualTo(-30006);
    }

    @Test
    void theDocumentationNamesEveryRangeAndEveryTestCustomer() throws IOException {
        String documentation = Files.readString(Path.of("../../docs/sandbox.md"));

        assertThat(documentation).contains(TestCustomers.ERRORS.keySet());
        assertThat(documentation)
                .contains(MagicNumbers.RANGES.stream()
                        .map(MagicNumbers.Range::source)
                        .toList());
        assertThat(documentation)
                .contains(MagicNumbers.outcomes().stream()
                        .flatMap(outcome -> MagicNumbers.number(MagicNumbers.RANGES.get(1), outcome.code()).stream())
                        .map(number -> "`+" + number + "`")
                        .collect(Collectors.toList()));
    }

    private int errorOf(String customerId, String apiKey) throws Exception {
        String pair = Base64.getEncoder().encodeToString((customerId + ":" + apiKey).getBytes());
        return SandboxClient.error(client.request(
                "POST",
                SandboxClient.BULK,
                "recipients=1234567&template=Hi",
                Map.of("Authorization", "Basic " + pair, "Content-Type", SandboxClient.FORM)));
    }
}
