package io.github.camelbulksms.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each benchmark runs, in small. No time is looked at. */
class BenchmarksTest {

    @Test
    void onlyThePeersForgetOrRepeatPeople() throws Exception {
        List<Faults.Score> scores = Faults.scores(20_000);

        Map<String, Faults.Score> byName =
                scores.stream().collect(Collectors.toMap(Faults.Score::peer, Function.identity()));
        assertThat(byName).hasSize(6);
        assertThat(byName.get("bulksms:, unknownOutcome=hold"))
                .satisfies(ours -> assertThat(List.of(ours.twice(), ours.lost(), ours.failedYetSent()))
                        .containsOnly(0L));
        assertThat(byName.get("SDK, 5 attempts").twice()).isPositive();
        assertThat(byName.get("camel-http route, 4 redeliveries").twice()).isPositive();
        assertThat(byName.get("camel-http route").failedYetSent()).isPositive();
    }

    @Test
    void everyPartIsMeasuredAlone() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        Micro.print("-f 0 -wi 0 -i 1 -r 1ms".split(" "), new PrintStream(out));

        assertThat(out.toString().lines().skip(2))
                .map(line -> line.split("\\|")[1].trim())
                .containsExactly(
                        "basicHeader",
                        "digestOfForm",
                        "knownNumber",
                        "lineWithSessionId",
                        "lineWithoutSessionId",
                        "recipientInForm",
                        "reply",
                        "sessionId");
    }

    @Test
    void theFirstUseOfEachCallingCodeIsMeasured() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        FirstUse.print(List.of("381"), 1, new PrintStream(out));

        assertThat(out.toString().lines().skip(2))
                .map(line -> line.split("\\|")[1].trim())
                .satisfiesExactly(alone -> assertThat(alone).startsWith("+381"), others -> assertThat(others)
                        .startsWith("each of 2"));
    }

    @Test
    void theCostOfTheJournalIsMeasured() throws Exception {
        JournalCost.main(new String[] {"20000", "1"});
    }

    @Test
    void theCostOfReportsIsMeasured() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        ReportCost.print(500, 1, List.of(), new PrintStream(out));

        assertThat(namesOfRows(out))
                .containsExactly("bare receiver", "hand-written route", "bulksms:, in memory", "bulksms:, h2");
    }

    @Test
    void theCostOfTotalsIsMeasured() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        TotalsCost.print(20_000, List.of(), new PrintStream(out));

        assertThat(namesOfRows(out)).containsExactly("h2");
    }

    @Test
    void theCostOfManyRunsIsMeasured() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        RunsCost.print(20, 10, List.of(), new PrintStream(out));

        assertThat(namesOfRows(out)).containsExactly("h2", "h2");
    }

    private static Stream<String> namesOfRows(ByteArrayOutputStream table) {
        return table.toString().lines().skip(2).map(line -> line.split("\\|")[1].trim());
    }
}
