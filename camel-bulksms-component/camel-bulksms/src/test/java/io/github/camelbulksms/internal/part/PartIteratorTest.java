package io.github.camelbulksms.internal.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.H2Databases;
import io.github.camelbulksms.internal.journal.Journal;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.journal.jdbc.JdbcJournal;
import io.github.camelbulksms.internal.journal.jdbc.JournalDatabase;
import io.github.camelbulksms.internal.journal.jdbc.TableNames;
import io.github.camelbulksms.internal.provider.BulkMessage;
import io.github.camelbulksms.internal.recipient.ListOptions;
import io.github.camelbulksms.internal.recipient.RecipientInput;
import io.github.camelbulksms.internal.recipient.RecipientPipeline;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReader;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.internal.run.RetryPolicy;
import io.github.camelbulksms.internal.run.Run;
import io.github.camelbulksms.internal.run.RunLimits;
import io.github.camelbulksms.internal.run.RunSettings;
import io.github.camelbulksms.internal.run.SendRequest;
import io.github.camelbulksms.model.BulkSmsPart;
import io.github.camelbulksms.model.BulkSmsPart.Addressee;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.NumberCheck;
import io.github.camelbulksms.model.SessionIdMode;
import io.github.camelbulksms.model.UnknownOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartIteratorTest {

    private static final int BATCH = 3;
    private static final int ALL = Integer.MAX_VALUE;
    private static final RecipientPipeline INTAKE =
            new RecipientPipeline(DuplicateRecipient.skip, SessionIdMode.generate);

    /** Eleven people, with rubbish and repeated numbers in front of them, between, and behind. */
    private static final List<String> LIST = List.of(
            "rubbish", "1000001", "1000002", "1000001", "1000003", "1000004", "rubbish", "1000005", "1000006",
            "1000002", "1000007", "1000008", "1000009", "1000010", "1000011", "1000003", "1000004");

    private final JdbcDataSource database = H2Databases.inMemory();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private JdbcJournal journal;

    @BeforeEach
    void openTheJournal() {
        journal = openJournal();
    }

    private JdbcJournal openJournal() {
        return new JdbcJournal(new JournalDatabase(database, TableNames.DEFAULT), Duration.ofMillis(500), scheduler);
    }

    @AfterEach
    void closeTheJournal() {
        journal.close();
        scheduler.shutdownNow();
    }

    @Test
    void whereverCuttingStopsItGoesOnToTheSameParts() throws Exception {
        List<BulkSmsPart> uninterrupted = cut("uninterrupted", LIST, BATCH, ALL);
        assertThat(uninterrupted).hasSize(5);

        for (int stop = 0; stop <= uninterrupted.size(); stop++) {
            String run = "stopped after " + stop;
            List<BulkSmsPart> before = cut(run, LIST, BATCH, stop);
            List<BulkSmsPart> again = cut(run, LIST, BATCH, ALL);

            assertThat(before).hasSize(stop).isEqualTo(again.subList(0, stop));
            assertThat(of(again, BulkSmsPart::part)).containsExactly(1L, 2L, 3L, 4L, 5L);
            assertThat(phones(again)).isEqualTo(phones(uninterrupted));
            assertThat(of(again, BulkSmsPart::invalid)).isEqualTo(of(uninterrupted, BulkSmsPart::invalid));
            assertThat(of(again, BulkSmsPart::duplicates)).isEqualTo(of(uninterrupted, BulkSmsPart::duplicates));
            assertThat(cut(run, LIST, BATCH, ALL)).isEqualTo(again);
        }
    }

    @Test
    void finishedPartsAreNotHandedOutAgain() throws Exception {
        cut("run", LIST, BATCH, 3);
        send(2, RunStatus.FINISHED);
        send(3, RunStatus.OPEN);

        assertThat(of(cut("run", LIST, BATCH, ALL), BulkSmsPart::part)).containsExactly(1L, 3L, 4L, 5L);
    }

    @Test
    void plannedPartsStayAsTheyAreWhenPartsBecomeLarger() throws Exception {
        List<BulkSmsPart> small = cut("run", LIST, BATCH, 2);
        List<BulkSmsPart> large = cut("run", LIST, 1000, ALL);

        assertThat(large).hasSize(3).startsWith(small.get(0), small.get(1));
        assertThat(phones(large)).doesNotHaveDuplicates().hasSize(11);
    }

    @Test
    void ofAListThatChangedMeanwhileWhoIsPlannedIsNotPlannedTwice() throws Exception {
        cut("run", LIST, BATCH, 2);
        List<String> changed = new ArrayList<>(LIST.subList(3, LIST.size()));
        changed.add(0, "2000000");
        changed.add("1000002");
        changed.add("2000001");
        List<BulkSmsPart> again = cut("run", changed, BATCH, ALL);

        assertThat(phones(again))
                .doesNotHaveDuplicates()
                .hasSize(13)
                .contains("1000001", "1000011", "2000000", "2000001");
        assertThat(of(again, BulkSmsPart::part)).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void aRunThatIsPlannedCompletelyTakesNobodyElse() throws Exception {
        cut("run", LIST, BATCH, ALL);
        List<String> longer = new ArrayList<>(LIST);
        longer.add("2000000");

        assertThatThrownBy(() -> cut("run", longer, BATCH, ALL))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("its list has changed: expected the same list; a new run");
        assertThat(cut("run", LIST, BATCH, ALL)).as("the same list").hasSize(5);
    }

    @Test
    void withDuplicatesToBeSentWhoIsPlannedIsKnownByHisSessionId() throws Exception {
        RunSettings settings = settings(1, new RecipientPipeline(DuplicateRecipient.send, SessionIdMode.given));
        List<String> list = List.of("1000001,a", "1000001,b", "1000001,a", "1000001,c");
        try (PartIterator parts = new PartIterator(request("run", list), settings, journal)) {
            parts.next();
        }
        List<String> sessionIds = new ArrayList<>();
        try (PartIterator parts = new PartIterator(request("run", list), settings, journal)) {
            parts.forEachRemaining(part -> part.recipients().forEach(one -> sessionIds.add(one.sessionId())));
        }
        assertThat(sessionIds).containsExactly("a", "b", "c");
    }

    @Test
    void aPartThatCannotBePlannedIsNotHandedOutAndComesWhenTheListIsCutAgain() throws Exception {
        try (PartIterator parts = new PartIterator(request("run", LIST), settings(BATCH, INTAKE), journal)) {
            for (int i = 0; i < 4; i++) {
                parts.next();
            }
            renameTable("bulksms_part", "gone");
            assertThatThrownBy(parts::next)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("the journal cannot be written");
            renameTable("gone", "bulksms_part");
        }
        assertThat(phones(cut("run", LIST, BATCH, ALL))).hasSize(11).endsWith("1000011");
    }

    @Test
    void whileOneProcessCutsARunAnotherIsRefused() throws Exception {
        try (PartIterator parts = new PartIterator(request("run", LIST), settings(BATCH, INTAKE), journal);
                JdbcJournal other = openJournal()) {
            assertThatThrownBy(() -> new PartIterator(request("run", LIST), settings(BATCH, INTAKE), other))
                    .hasMessageContaining("is being sent by");
            parts.next();
        }
    }

    @Test
    void withoutADatabaseTheListIsCutAnewEachTime() throws Exception {
        try (PartIterator parts = new PartIterator(request("run", LIST), settings(BATCH, INTAKE), Journal.NONE)) {
            assertThat(parts.next().part()).isEqualTo(1);
        }
        try (PartIterator parts = new PartIterator(request("run", LIST), settings(BATCH, INTAKE), Journal.NONE)) {
            assertThat(parts.next().part()).isEqualTo(1);
        }
    }

    @Test
    void aPartIsNotCutAgain() throws Exception {
        BulkSmsPart part = cut("run", LIST, BATCH, 1).get(0);

        assertThatThrownBy(() -> new PartIterator(PartRequest.of(part), settings(BATCH, INTAKE), journal))
                .hasMessageContaining("campaign=sale run=run part=1 is a part");
    }

    /** Hands out parts until so many were, and gives the plan back. */
    private List<BulkSmsPart> cut(String run, List<String> list, int batchSize, int most) throws IOException {
        List<BulkSmsPart> parts = new ArrayList<>();
        try (PartIterator cut = new PartIterator(request(run, list), settings(batchSize, INTAKE), journal)) {
            while (parts.size() < most && cut.hasNext()) {
                parts.add(cut.next());
            }
        }
        return parts;
    }

    /** Takes a part and gives it back. */
    private void send(long part, RunStatus status) throws IOException {
        journal.open(new RunKey("sale", "run", part), "text", DuplicateRecipient.skip)
                .close(status, new RunJournal.Reading(RecipientSet.of(DuplicateRecipient.skip), 0, Stream::empty));
    }

    private static SendRequest request(String run, List<String> list) {
        return new SendRequest(
                new Run("sale", run),
                0,
                new BulkMessage("Hello", null, null, null),
                RecipientInput.of(list, ListOptions.of(new PhoneNumberReader(NumberCheck.shape, null, null)))
                        .orElseThrow());
    }

    private static RunSettings settings(int batchSize, RecipientPipeline intake) {
        return new RunSettings(batchSize, 1, intake, RunLimits.NONE, RetryPolicy.NEVER, UnknownOutcome.hold);
    }

    private static <T> List<T> of(List<BulkSmsPart> parts, Function<BulkSmsPart, T> field) {
        return parts.stream().map(field).toList();
    }

    private static List<String> phones(List<BulkSmsPart> parts) {
        return parts.stream()
                .flatMap(part -> part.recipients().stream())
                .map(Addressee::phoneNumber)
                .toList();
    }

    private void renameTable(String from, String to) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("ALTER TABLE " + from + " RENAME TO " + to);
        }
    }
}
