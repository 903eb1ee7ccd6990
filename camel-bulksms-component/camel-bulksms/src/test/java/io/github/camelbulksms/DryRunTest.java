package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelbulksms.model.Bill;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.sandbox.BulkSmsSandbox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A dry run says what a run would cost by. */
class DryRunTest {

    private final BulkSmsSandbox sandbox = BulkSmsSandbox.builder().start();
    private final MemorySuppressionList optOuts = new MemorySuppressionList();
    private final CamelRig camel = new CamelRig(sandbox, component -> {
        component.getCamelContext().getRegistry().bind("optOuts", optOuts);
        component.setClock(() -> Instant.parse("2026-11-26T09:30:00Z"));
    });

    @AfterEach
    void stop() {
        camel.close();
        sandbox.close();
    }

    @Test
    void itCountsRecipientsAndSegmentsByCountryAndKindOfNumberAndWhoGetsNothing() throws Exception {
        List<String> list = new ArrayList<>();
        IntStream.range(0, 20).forEach(i -> list.add("+3816012345" + (10 + i)));
        IntStream.range(0, 3).forEach(i -> list.add("+38111234567" + i));
        list.addAll(List.of(
                "+4915123456789",
                "+447781100123",
                "+447400123456",
                "+18002345678",
                "+3819000000",
                "+12125550123",
                "+381601234510",
                "rubbish",
                "garbage"));
        optOuts.suppress("+381601234511");

        Exchange done = camel.send(
                "bulksms:sale?dryRun=true&template=Hello ✓ " + "x".repeat(70)
                        + "&suppressionList=#optOuts&quietHours=21:00-09:00&numberCheck=possible",
                list);

        assertThat(done.getException()).isNull();
        BulkSmsResult result = done.getMessage().getBody(BulkSmsResult.class);
        assertThat(result.suppressed()).isEqualTo(1);
        assertThat(result.duplicates()).isEqualTo(1);
        assertThat(result.invalid()).isEqualTo(2);
        assertThat(result.postponed()).isEqualTo(2);
        assertThat(result.segments()).isEqualTo(2);
        Bill bill = result.bill();
        assertThat(bill.recipients()).isEqualTo(result.unsent());
        assertThat(bill.segments()).isEqualTo(2 * result.unsent());
        assertThat(bill.lines())
                .contains(
                        new Bill.Line("RS", "mobile", 19, 38),
                        new Bill.Line("RS", "fixed_line", 3, 6),
                        new Bill.Line("DE", "mobile", 1, 2),
                        new Bill.Line("GG", "mobile", 1, 2),
                        new Bill.Line("GB", "mobile", 1, 2))
                .hasSizeLessThanOrEqualTo(6);
        assertThat(bill.invalidByReason().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(2);
        assertThat(bill.toString()).contains("RS      mobile                          19          38");
        assertThat(sandbox.stats().requests()).isZero();

        JsonNode json = new JsonMapper().readTree(BulkSmsConverters.toJson(result));
        assertThat(json.path("encoding").asText()).isEqualTo("UCS-2");
        assertThat(json.path("encodingForcedBy").asText()).contains("U+2713");
        assertThat(json.path("bill").path("segments").asLong()).isEqualTo(2 * result.unsent());
        assertThat(json.path("bill").path("lines").path(0).path("country").asText())
                .isEqualTo("RS");
    }

    @Test
    void aRunThatIsSentHasNoBill() {
        BulkSmsResult result = camel.send("bulksms:sale?template=Hello", List.of("+381601234567"))
                .getMessage()
                .getBody(BulkSmsResult.class);
        assertThat(result.bill()).isNull();
    }

    @Test
    void reasonsWithoutEndAreOne() {
        List<String> list = new ArrayList<>(List.of("+381601234567"));
        IntStream.range(0, 300).forEach(i -> list.add("+3816" + "0".repeat(i % 90 + 1)));
        BulkSmsResult result = camel.send("bulksms:sale?dryRun=true&maxInvalid=100%25&template=Hello", list)
                .getMessage()
                .getBody(BulkSmsResult.class);
        assertThat(result.bill().invalidByReason()).hasSizeLessThanOrEqualTo(Bill.MAX_REASONS);
        assertThat(result.bill().invalidByReason().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(result.invalid());
    }
}
