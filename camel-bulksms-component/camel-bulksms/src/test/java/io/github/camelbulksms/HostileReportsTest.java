package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.internal.journal.jdbc.JdbcReportLog;
import io.github.camelbulksms.internal.journal.jdbc.JournalDatabase;
import io.github.camelbulksms.internal.journal.jdbc.KeptReports;
import io.github.camelbulksms.internal.journal.jdbc.TableNames;
import io.github.camelbulksms.internal.report.MemoryReportLog;
import io.github.camelbulksms.internal.report.ReportLog;
import io.github.camelbulksms.internal.report.ReportSignature;
import io.github.camelbulksms.model.DeliveryReport;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What anybody can post to the webhook, and what it costs. */
class HostileReportsTest {

    private static final String KEY = "c2VjcmV0";
    private static final String REPORT =
            "{\"reference_id\":\"A\",\"session_id\":\"S\",\"status\":{\"code\":200,\"updated_on\":\"%s\"}}";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private String key = KEY;
    private Supplier<ReportSignature> signature = () -> new ReportSignature("account", key);
    private ReportLog log = new MemoryReportLog(10);
    private DeliveryReport taken;
    private Processor route = exchange -> taken = exchange.getMessage().getBody(DeliveryReport.class);

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Length, 65537, 413",
        "content-length, 99999999999999999999, 413",
        "Content-Length, -1, 413",
        "Content-Length, 1e9, 413",
        "Content-Encoding, gzip, 415",
        "content-encoding, deflate, 415"
    })
    void whatSaysThatItIsTooMuchIsNotRead(String header, String value, int status) {
        InputStream unread = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("the body was read");
            }
        };
        assertThat(post(unread, Map.of(header, value)).getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE))
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"Authorization", "authorization", "AUTHORIZATION"})
    void aSignatureIsFoundInWhateverCaseItsHeaderComes(String header) throws Exception {
        Map<String, Object> headers = new HashMap<>();
        String report = REPORT.formatted("2026-11-26T10:00:00Z");
        headers.put(header, "TSA account:" + sign(report, KEY));
        context.setCaseInsensitiveHeaders(false);
        assertThat(status(post(report, headers))).isEqualTo(200);
        assertThat(taken).isNotNull();
    }

    @Test
    void aRouteThatFailsIsAnsweredWithoutAWord() throws Exception {
        route = exchange -> {
            throw new IllegalStateException("canary");
        };
        Exchange done = signed(REPORT.formatted("2026-11-26T10:00:00Z"));

        assertThat(status(done)).isEqualTo(500);
        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getBody(String.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "+999999999-12-31T23:59:59Z",
        "-999999999-01-01T00:00:00Z",
        "9999-12-31T23:59:59-18:00",
        "0000-01-01T00:00:00Z"
    })
    void aDateThatNoMessageHasIsKeptAsText(String date) throws Exception {
        assertThat(status(signed(REPORT.formatted(date)))).isEqualTo(200);
        assertThat(taken.updatedOn()).isEqualTo(date);
        assertThat(taken.updatedAt()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z"})
    void suchADateDoesNotKeepAReportOutOfADatabaseForEver(String date) throws Exception {
        log = new JdbcReportLog(
                new JournalDatabase(
                        DataSources.of("jdbc:h2:mem:hostile-reports;DB_CLOSE_DELAY=-1"), TableNames.DEFAULT),
                KeptReports.RAW);
        assertThat(status(signed(REPORT.formatted(date)))).isEqualTo(200);
        assertThat(taken.updatedOn()).isEqualTo(date);
    }

    @Test
    void aKeyThatChangesIsTheOneOfTheNextReport() throws Exception {
        key = "bmV3IGtleQ==";
        String report = REPORT.formatted("2026-11-26T10:00:00Z");
        assertThat(status(signed(report))).isEqualTo(401);
        assertThat(status(post(report, Map.of("Authorization", "TSA account:" + sign(report, key)))))
                .isEqualTo(200);
    }

    @Test
    void aKeyThatCannotBeLookedUpIsToldToNobody() {
        signature = () -> {
            throw new IllegalStateException("canary: the vault is sealed");
        };
        Exchange done = post(REPORT.formatted("2026-11-26T10:00:00Z"), Map.of("Authorization", "TSA account:x"));

        assertThat(status(done)).isEqualTo(500);
        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getBody(String.class)).isEmpty();
        assertThat(taken).isNull();
    }

    @ParameterizedTest
    @CsvSource({"claim", "processed"})
    void aLogThatThrowsWhateverItIsHasTheReportComeAgain(String broken) throws Exception {
        List<String> called = new ArrayList<>();
        log = new ReportLog() {
            @Override
            public Claim claim(DeliveryReport report, byte[] raw) {
                return said("claim", Claim.CLAIMED);
            }

            @Override
            public void processed(DeliveryReport report) {
                said("processed", null);
            }

            @Override
            public void release(DeliveryReport report) {
                called.add("release");
            }

            private Claim said(String method, Claim claim) {
                called.add(method);
                if (method.equals(broken)) {
                    throw new AssertionError("canary");
                }
                return claim;
            }
        };
        Exchange done = signed(REPORT.formatted("2026-11-26T10:00:00Z"));

        assertThat(status(done)).isEqualTo(500);
        assertThat(done.getException()).isNull();
        assertThat(called)
                .isEqualTo(broken.equals("claim") ? List.of("claim") : List.of("claim", "processed", "release"));
    }

    private Exchange signed(String report) throws Exception {
        return post(report, Map.of("Authorization", "TSA account:" + sign(report, KEY)));
    }

    private static String sign(String report, String key) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(report.getBytes(StandardCharsets.UTF_8)));
    }

    private static int status(Exchange done) {
        return done.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    }

    private Exchange post(Object body, Map<String, Object> headers) {
        context.start();
        Exchange exchange = new DefaultExchange(context);
        exchange.getIn().setBody(body);
        headers.forEach(exchange.getIn()::setHeader);
        CompletableFuture<Void> done = new CompletableFuture<>();
        new DeliveryReportProcessor(signature, log, null, route).process(exchange, sync -> done.complete(null));
        done.join();
        return exchange;
    }
}
