package io.github.camelbulksms.internal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.model.DeliveryReport;
import io.github.camelbulksms.model.DeliveryStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryReportTest {

    /** The list of final codes in the provider's documentation. */
    private static final Set<Integer> FINAL = Set.of(
            200, 207, 210, 211, 220, 221, 222, 230, 231, 237, 238, 250, 251, 286, 500, 502, 504, 506, 507, 508, 510,
            511, 512, 513, 514, 515, 521, 599);

    @Test
    void theDocumentedReportIsReadWhole() throws Exception {
        DeliveryReport report = ReportReader.read(ReportSignatureTest.BODY);

        assertThat(report)
                .isEqualTo(new DeliveryReport(
                        "0123456789ABCDEF0123456789ABCDEF",
                        "255E3E34382C0E049046BF14FF7F3435",
                        200,
                        "Delivered to handset",
                        "2016-10-21T14:05:36.181346Z",
                        null,
                        List.of(),
                        Map.of()));
        assertThat(report.status().isDelivered()).isTrue();
        assertThat(report.updatedAt()).isEqualTo(Instant.parse("2016-10-21T14:05:36.181346Z"));
    }

    @Test
    void whatElseTheProviderSaysIsKept() throws Exception {
        DeliveryReport report = read("""
                {"reference_id":"A","session_id":null,"submit_timestamp":"Thu, 23 Jun 2022 19:03:40 GMT",
                 "status":{"code":207,"updated_on":"Thu, 23 Jun 2022 19:03:44 GMT"},
                 "errors":[{"code":-1,"description":"why"}],"additional_info":{"carrier":{"name":"x"},"n":null}}""");

        assertThat(report.sessionId()).isNull();
        assertThat(report.updatedAt()).isEqualTo(Instant.parse("2022-06-23T19:03:44Z"));
        assertThat(report.submittedAt()).isEqualTo(Instant.parse("2022-06-23T19:03:40Z"));
        assertThat(report.errors()).containsExactly(new DeliveryReport.ReportError(-1, "why"));
        assertThat(report.additionalInfo()).isEqualTo(Map.of("carrier", Map.of("name", "x")));
    }

    @Test
    void aDateInAnotherFormIsKeptAsText() throws Exception {
        DeliveryReport report = read("{\"status\":{\"code\":200,\"updated_on\":\"yesterday\"}}");

        assertThat(report.updatedOn()).isEqualTo("yesterday");
        assertThat(report.updatedAt()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "hello",
                "{\"status\":{}}",
                "{\"status\":{\"code\":\"200\"}}",
                "{\"status\":{\"code\":2.5}}",
                "{\"status\":{\"code\":99999999999}}",
                "{\"status\":{\"code\":200},\"session_id\":5}",
                "{\"status\":{\"code\":200},\"session_id\":{}}",
                "{\"status\":{\"code\":200}} {}",
                "{\"status\":{\"code\":200},\"status\":{\"code\":207}}",
                "{\"status\":{\"code\":200}"
            })
    void whatIsNoReportIsRefused(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(NotAReportException.class);
    }

    @Test
    void deeplyNestedJsonIsRefused() {
        assertThatThrownBy(() -> read("[".repeat(30_000))).isInstanceOf(NotAReportException.class);
    }

    @Test
    void codesAreFinalAsTheProviderHasThem() {
        Set<Integer> ours = IntStream.range(0, 1000)
                .filter(code -> DeliveryStatus.of(code).isFinal()
                        && !DeliveryStatus.of(code).meaning().startsWith("not known here"))
                .boxed()
                .collect(Collectors.toSet());

        assertThat(ours).isEqualTo(FINAL);
    }

    @Test
    void aReportInALogMasksItsSessionId() throws Exception {
        DeliveryReport report = ReportReader.read(ReportSignatureTest.BODY);

        assertThat(report.toString())
                .contains("0123456789ABCDEF0123456789ABCDEF", "200", "sessionId=255E3E…")
                .doesNotContain("255E3E34382C0E049046BF14FF7F3435");
    }

    @ParameterizedTest
    @CsvSource({
        "200, DELIVERED, true",
        "203, PENDING, false",
        "251, UNKNOWN, true",
        "286, FAILED, true",
        "290, PENDING, false",
        "503, TEMPORARY, false",
        "505, TEMPORARY, false",
        "510, OPTED_OUT, true",
        "237, BLOCKED, true",
        "201, UNKNOWN, true",
        "229, UNKNOWN, true",
        "233, UNKNOWN, true",
        "298, PENDING, false",
        "509, FAILED, true",
        "517, FAILED, true",
        "520, FAILED, true",
        "777, UNKNOWN, true",
        "-1, UNKNOWN, true"
    })
    void aCodeIsOfAKind(int code, DeliveryStatus.Kind kind, boolean isFinal) {
        DeliveryStatus status = DeliveryStatus.of(code);

        assertThat(status.code()).isEqualTo(code);
        assertThat(status.kind()).isEqualTo(kind);
        assertThat(status.isFinal()).isEqualTo(isFinal);
        assertThat(status.isDelivered()).isEqualTo(code == 200);
    }

    @Test
    void aReportIsRememberedOnlyWhenItWasTaken() throws Exception {
        MemoryReportLog seen = new MemoryReportLog(2);
        DeliveryReport first = read("{\"status\":{\"code\":200},\"reference_id\":\"1\"}");

        assertThat(seen.claim(first, new byte[0])).isEqualTo(ReportLog.Claim.CLAIMED);
        assertThat(seen.claim(first, new byte[0])).isEqualTo(ReportLog.Claim.IN_PROGRESS);
        seen.release(first);
        assertThat(seen.claim(first, new byte[0])).isEqualTo(ReportLog.Claim.CLAIMED);
        seen.processed(first);
        assertThat(seen.claim(first, new byte[0])).isEqualTo(ReportLog.Claim.PROCESSED);
    }

    @Test
    void theOldestReportIsForgottenFirst() throws Exception {
        MemoryReportLog seen = new MemoryReportLog(2);
        for (int i = 1; i <= 3; i++) {
            DeliveryReport report = read("{\"status\":{\"code\":200},\"reference_id\":\"" + i + "\"}");
            seen.claim(report, new byte[0]);
            seen.processed(report);
        }

        assertThat(seen.claim(read("{\"status\":{\"code\":200},\"reference_id\":\"3\"}"), new byte[0]))
                .isEqualTo(ReportLog.Claim.PROCESSED);
        assertThat(seen.claim(read("{\"status\":{\"code\":200},\"reference_id\":\"1\"}"), new byte[0]))
                .isEqualTo(ReportLog.Claim.CLAIMED);
    }

    private static DeliveryReport read(String json) throws NotAReportException {
        return ReportReader.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
