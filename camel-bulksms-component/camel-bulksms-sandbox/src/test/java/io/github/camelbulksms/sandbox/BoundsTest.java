package io.github.camelbulksms.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept is bounded, by count and by bytes. */
class BoundsTest {

    private static final long FEW_BYTES = 4L * 1024 * 1024;

    @Test
    void longTextsAreForgottenBeforeTheyFillTheMemory() throws Exception {
        try (BulkSmsSandbox sandbox =
                BulkSmsSandbox.builder().bytesKept(FEW_BYTES).start()) {
            SandboxClient client = new SandboxClient(sandbox);
            String text = "x".repeat(900_000);
            for (int i = 0; i < 20; i++) {
                assertThat(client.post("recipients=" + (1_000_000 + i) + "&template=" + text)
                                .statusCode())
                        .isEqualTo(200);
            }

            assertThat(sandbox.stats().messages()).isEqualTo(20);
            assertThat(sandbox.messages())
                    .as("two of them fit")
                    .extracting(AcceptedMessage::phoneNumber)
                    .containsExactly("1000018", "1000019");
            assertThat(SandboxClient.json(client.request("GET", "/sandbox/requests", "", Map.of()))
                            .path("total")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void byDefaultTheyAreForgottenBeforeTheyFillAHeapOfWhateverSize() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LongTextsProgram.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).endsWith("80 accepted" + System.lineSeparator());
    }

    @Test
    void aMessageAmongManyTakesSomeBytesOnly() {
        List<BulkRequest.Addressee> thousand = IntStream.range(0, 1000)
                .mapToObj(
                        i -> new BulkRequest.Addressee(Long.toString(381_600_000_000L + i), String.format("%032X", i)))
                .toList();
        Envelope envelope = new Envelope(
                "R",
                1,
                Instant.EPOCH,
                new Envelope.Fields("Hi", null, null, null),
                new Campaign(1, new Envelope.Fields("Hi", null, null, null), Instant.EPOCH));

        // a million in 512 MB, with requests and reports beside them
        assertThat(new Batch(1, envelope, thousand, new short[1000]).bytes()).isLessThan(60_000);
    }

    @Test
    void aCampaignTakesTheSameMemoryForAMinuteAsForAYear() {
        Campaign campaign = new Campaign(1, new Envelope.Fields("Hi", null, null, null), Instant.EPOCH);
        for (int hour = 0; hour < 24 * 365; hour++) {
            campaign.accept(Instant.EPOCH.plus(Duration.ofHours(hour)), 10);
        }

        JsonNode progress = new JsonMapper().valueToTree(campaign.whole()).path("progress");
        assertThat(progress.path("accepted").size()).isLessThanOrEqualTo(Progress.STEPS);
        int sum = 0;
        for (JsonNode step : progress.path("accepted")) {
            sum += step.asInt();
        }
        assertThat(sum).isEqualTo(87_600);
    }

    @Test
    void onlyTheCampaignsHeardOfLastAreKept() {
        CampaignLog campaigns = new CampaignLog();
        for (int i = 0; i < 1_000; i++) {
            campaigns.of(new Envelope.Fields("text " + i, null, null, null), Instant.EPOCH);
        }

        assertThat(campaigns.newestFirst()).hasSize(200);
        assertThat(campaigns.newestFirst().get(0).summary()).containsEntry("template", "text 999");
    }

    @Test
    void aTextThatComesAgainAfterALongPauseIsAnotherCampaign() {
        CampaignLog campaigns = new CampaignLog();
        Envelope.Fields form = new Envelope.Fields("Hi", null, null, null);
        Campaign first = campaigns.of(form, Instant.EPOCH);

        assertThat(campaigns.of(form, Instant.EPOCH.plus(Duration.ofMinutes(29))))
                .isSameAs(first);
        assertThat(campaigns.of(form, Instant.EPOCH.plus(Duration.ofDays(1)))).isNotSameAs(first);
        assertThat(campaigns.find(first.id())).contains(first);
    }
}
