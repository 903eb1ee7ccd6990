package io.github.camelbulksms.examples.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.Fault;
import io.github.camelbulksms.sandbox.ReportOddity;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.camel.main.Main;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CampaignRouteTest {

    /** Nobody in the list sleeps. */
    private static final InstantSource AFTERNOON = InstantSource.fixed(Instant.parse("2026-11-26T16:00:00Z"));

    private static final Path FOLDER = Path.of("data");

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    @TempDir
    private Path folder;

    private Path inbox;
    private Path rejectsFolder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void nameFolders() {
        inbox = folder.resolve("inbox");
        rejectsFolder = folder.resolve("rejects");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "xml", "java"})
    void theRouteDeliversTheFileAndPrintsTheSummary(String dsl) throws Exception {
        PROVIDER.sandbox().reports().finalCodes(Map.of(200, 0.9, 507, 0.08, 292, 0.02), 1);
        PROVIDER.sandbox().reports().odd(ReportOddity.REPEATED, 0.1, 1);

        boolean ok = run(dsl);

        assertThat(ok).isTrue();
        // somebody in New York sleeps
        assertThat(inbox.resolve("failed/recipients.csv")).exists();
        Map<Integer, Long> truth = PROVIDER.sandbox().messages().stream()
                .collect(Collectors.groupingBy(AcceptedMessage::finalStatus, Collectors.counting()));
        assertThat(lastLine())
                .isEqualTo(
                        "campaign=spring-sale run=recipients.csv read=2582 accepted=2492 invalid=12 duplicates=50 suppressed=8 postponed=20"
                                + " refused=0 unsent=0 unknown=0 requests=25 delivered=" + truth.get(200) + " failed="
                                + truth.get(507) + " pending=" + truth.get(292));
        assertThat(Files.readAllLines(folder.resolve("states.csv")))
                .as("a header line, and all who were read but duplicates")
                .hasSize(2533)
                .filteredOn(line -> line.contains(",accepted,failed,507,invalid destination address,true,"))
                .hasSize(truth.get(507).intValue());
        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::phoneNumber)
                .hasSize(2492)
                .doesNotHaveDuplicates()
                .allMatch(number -> number.matches("3816[0-9]{8}"));
        assertThat(PROVIDER.sandbox().messages()).allSatisfy(message -> {
            assertThat(message.template())
                    .isEqualTo("Spring sale: 20% off & free delivery until Sunday – show this message.");
            assertThat(message.ucid()).isEqualTo("LEAD");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "xml", "java"})
    void rejectsAreFedInAgainWhenTheyAreMended(String dsl) throws Exception {
        run(dsl);
        Path rejects = rejectsFolder.resolve("recipients.csv");
        assertThat(rejects).content().startsWith("phone,session_id\n").contains("\n+381 6l 1234567\n");
        assertThat(Files.readAllLines(rejects)).hasSize(13);

        Files.writeString(rejects, "phone,session_id\n+381 61 1234567\nn/a\n");
        PROVIDER.sandbox().reset();
        assertThat(run(dsl, places(rejectsFolder))).isTrue();

        assertThat(lastLine()).contains("read=2 accepted=1 invalid=1");
        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::phoneNumber)
                .containsExactly("381611234567");
        assertThat(Files.readAllLines(rejects)).containsExactly("phone,session_id", "n/a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "xml", "java"})
    void whatIsUnknownIsSaidAndFailsTheProgram(String dsl) throws Exception {
        PROVIDER.sandbox().onRequest(2, Fault.DROP_AFTER_ACCEPTANCE);

        boolean ok = run(dsl, places(FOLDER), new Target.Sandbox(PROVIDER.sandbox(), AFTERNOON));

        assertThat(ok).isFalse();
        assertThat(inbox.resolve("failed/recipients.csv")).hasSameTextualContentAs(FOLDER.resolve("recipients.csv"));
        assertThat(lastLine())
                .contains("read=2582 accepted=2412")
                // the numbers in New York choose what becomes of their messages; one of the unknown is never reported
                .contains("unknown=100 requests=26 delivered=2500 failed=11 pending=0");
        assertThat(PROVIDER.sandbox().messages()).hasSize(2512);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "xml", "java"})
    void aListThatWasStoppedInTheMiddleIsFedInAgainAndNobodyIsSentToTwice(String dsl) throws Exception {
        JdbcConnectionPool journal = JdbcConnectionPool.create("jdbc:h2:" + folder.resolve("journal"), "", "");
        Demo.drop(FOLDER, inbox);
        PROVIDER.sandbox().reports().to(null);

        PROVIDER.sandbox().latency(Duration.ofMillis(500));
        Main stopped = start(dsl, journal);
        await().until(() -> !PROVIDER.sandbox().messages().isEmpty());
        stopped.stop();
        PROVIDER.sandbox().latency(Duration.ZERO);

        int before = PROVIDER.sandbox().messages().size();
        assertThat(before).isBetween(100, 2400);
        Path failed = inbox.resolve("failed/recipients.csv");
        assertThat(failed).exists();

        Files.move(failed, inbox.resolve("recipients.csv"));
        Main restarted = start(dsl, journal);
        Demo.awaitEmpty(inbox);
        restarted.stop();
        journal.dispose();

        assertThat(inbox.resolve("done/recipients.csv")).exists();
        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::phoneNumber)
                .hasSize(2512)
                .doesNotHaveDuplicates();
    }

    @Test
    void rejectsNeedAnotherNameForTheSameJournal() throws Exception {
        JdbcConnectionPool journal = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "", "");
        Demo.drop(FOLDER, inbox);
        PROVIDER.sandbox().reports().to(null);
        Main main = start("yaml", journal);
        Demo.awaitEmpty(inbox);
        Path rejects = rejectsFolder.resolve("recipients.csv");
        Files.writeString(rejects, "phone\n+381 61 1234567\n");
        PROVIDER.sandbox().reset();

        Files.move(rejects, inbox.resolve("recipients.csv"));
        Demo.awaitEmpty(inbox);
        assertThat(PROVIDER.sandbox().messages()).isEmpty();

        Files.move(inbox.resolve("failed/recipients.csv"), inbox.resolve("recipients-2.csv"));
        Demo.awaitEmpty(inbox);
        main.stop();
        journal.dispose();
        assertThat(inbox.resolve("done/recipients-2.csv")).exists();
        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::phoneNumber)
                .containsExactly("381611234567");
    }

    private Main start(String dsl, JdbcConnectionPool journal) throws Exception {
        Target target = new Target.Sandbox(PROVIDER.sandbox(), AFTERNOON);
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Main main = Demo.camel(dsl, places(FOLDER), target, new CampaignSummary(out), journal);
        main.start();
        main.getCamelContext().getRouteController().startAllRoutes();
        return main;
    }

    private boolean run(String dsl) throws Exception {
        return run(dsl, places(FOLDER));
    }

    private boolean run(String dsl, Demo.Places places) throws Exception {
        return run(dsl, places, new Target.Sandbox(PROVIDER.sandbox()));
    }

    private boolean run(String dsl, Demo.Places places, Target target) throws Exception {
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            return Demo.run(dsl, places, target, out);
        }
    }

    private Demo.Places places(Path lists) {
        return new Demo.Places(lists, inbox, rejectsFolder, folder.resolve("states.csv"));
    }

    private String lastLine() {
        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        return lines.get(lines.size() - 1);
    }
}
