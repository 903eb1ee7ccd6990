package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.DatabaseServer;
import io.github.camelbulksms.internal.journal.jdbc.ModelState.Budget;
import io.github.camelbulksms.internal.journal.jdbc.ProtocolModel.Action;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The real journal takes the ways of the model that meet every class of steps, its rows are looked at after each step. On H2 all of
 * them, or as many as {@code -Dbulksms.replay} says, on servers as many as {@code -Dbulksms.replayOnServers} says; the order is
 * by {@code -Dbulksms.seed}.
 */
@Tag("slow")
@Timeout(value = 4, unit = TimeUnit.HOURS)
class ProtocolReplayTest {

    private static final int ON_H2 = Integer.getInteger("bulksms.replay", Integer.MAX_VALUE);
    private static final int ON_SERVERS = Integer.getInteger("bulksms.replayOnServers", 6);
    private static final long SEED = Long.getLong("bulksms.seed", 1);
    private static final int PROGRESS = 2000;

    /** A way, and what may go wrong in it. */
    private record Way(Budget budget, List<Action> actions) {}

    private static final List<Way> WAYS = new ArrayList<>();

    @TempDir
    private Path folder;

    /** A fault in a statement of the real journal or its dialect. */
    enum Mutation {
        BEGIN_WITHOUT_FENCING("begun_at) SELECT r.id", "AND r.fencing_token = ?", "AND (r.fencing_token = ? OR 1 = 1)"),
        TOKEN_IS_NOT_RAISED("SET fencing_token", "fencing_token + 1", "fencing_token + 0"),
        LEASE_IS_NOT_LOOKED_AT("SET fencing_token", "owner IS NULL OR", "1 = 1 OR"),
        LEASE_BY_THE_NODES_CLOCK("SET fencing_token", "lease_until <= ", "lease_until <= 36000000 + "),
        BEGUN_ONES_ARE_NOT_ABANDONED(
                "SET state = 'ABANDONED'", "AND fencing_token < ?", "AND fencing_token < ? - 1000"),
        LATE_END_IS_NOT_KEPT_APART("CASE WHEN state IN", "THEN 'LATE'", "THEN 'NOT_ACCEPTED'"),
        END_BY_NUMBER_ALONE(
                "reference_id = ?, reason = ?", "AND fencing_token = ?", "AND (fencing_token = ? OR 1 = 1)"),
        END_BOUND_TO_THE_RUNS_TOKEN(
                "reference_id = ?, reason = ?",
                "AND fencing_token = ?",
                "AND fencing_token = ? AND fencing_token = (SELECT MAX(r.fencing_token) FROM bulksms_run r WHERE r.id = run_id)"),
        END_IS_NOT_WRITTEN(
                "reference_id = ?, reason = ?", "AND attempt_number = ?", "AND attempt_number = ? AND 1 = 0"),
        GIVE_BACK_WITHOUT_FENCING(
                "lease_until = 0, ended_at", "AND fencing_token = ?", "AND (fencing_token = ? OR 1 = 1)"),
        BEGUN_ONES_ARE_FORGOTTEN(
                "SELECT a.run_id", "a.state IN ('BEGUN', 'ABANDONED', 'UNKNOWN')", "a.state IN ('UNKNOWN')"),
        REPORTS_SETTLE_NOBODY("FROM bulksms_report p", "p.unmatched IN", "p.unmatched || p.unmatched IN"),
        STOP_IS_NOT_LOOKED_AT("begun_at) SELECT r.id", "AND s.stopped)", "AND s.stopped AND 1 = 0)"),
        FREED_WITHOUT_FENCING(
                "lease_until = 0, fencing_token", "fencing_token = fencing_token + 1", "fencing_token = fencing_token"),
        RENEWAL_DOES_NOTHING("UPDATE bulksms_run SET lease_until", "WHERE id = ?", "WHERE id = ? AND 1 = 0");

        private final String statement;
        private final String from;
        private final String to;

        Mutation(String statement, String from, String to) {
            this.statement = statement;
            this.from = from;
            this.to = to;
        }

        /** Whether the statement is one that it changes, and would not be changed. */
        boolean misses(String sql) {
            return sql.contains(statement) && !sql.contains(from);
        }

        String in(String sql) {
            return sql.contains(statement) ? sql.replace(from, to) : sql;
        }
    }

    /** Statements are made to fail by the thousand. */
    @BeforeAll
    static void silence() {
        Configurator.setLevel(JdbcJournal.class.getPackageName(), Level.ERROR);
    }

    @AfterAll
    static void speak() {
        Configurator.setLevel(JdbcJournal.class.getPackageName(), (Level) null);
    }

    @BeforeAll
    static void explore() {
        Set<Long> met = new HashSet<>();
        for (Budget bound : ProtocolModelTest.BOUNDS) {
            ModelExplorer explorer = new ModelExplorer(new ProtocolModel());
            explorer.explore(bound);
            assertThat(explorer.violation()).isNull();
            explorer.ways(met).forEach(way -> WAYS.add(new Way(bound, way)));
            System.out.printf(
                    "replay bound=%s states=%d transitions=%d classes=%d met=%d ways=%d steps=%d%n",
                    bound,
                    explorer.states(),
                    explorer.transitions(),
                    explorer.classCount(),
                    met.size(),
                    WAYS.size(),
                    steps(WAYS));
        }
    }

    /** On as many databases as there are processors, each with its share of the ways. */
    @Test
    void theRealJournalDoesWhatTheModelSays() throws Exception {
        List<Way> ways = some(ON_H2);
        int stages = Runtime.getRuntime().availableProcessors();
        ExecutorService threads = Executors.newFixedThreadPool(stages);
        try {
            List<Callable<String>> shares = new ArrayList<>();
            for (int stage = 0; stage < stages; stage++) {
                List<Way> share = ways.subList(ways.size() * stage / stages, ways.size() * (stage + 1) / stages);
                shares.add(() -> replay(h2(), sql -> sql, share));
            }
            for (Future<String> difference : threads.invokeAll(shares)) {
                assertThat(difference.get()).isNull();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(DatabaseServer.Kind.class)
    void soItDoesOnServers(DatabaseServer.Kind kind) throws Exception {
        try (DatabaseServer server = kind.start(folder)) {
            assertThat(replay(server.dataSource(), sql -> sql, some(ON_SERVERS)))
                    .isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Mutation.class)
    void aFaultInAStatementIsFoundOut(Mutation mutation) throws Exception {
        Set<String> unchanged = ConcurrentHashMap.newKeySet();
        UnaryOperator<String> seeded = sql -> {
            if (mutation.misses(sql)) {
                unchanged.add(sql);
            }
            return mutation.in(sql);
        };

        String difference = replay(h2(), seeded, some(WAYS.size()));

        System.out.println("mutation=" + mutation + " " + difference);
        assertThat(unchanged).isEmpty();
        assertThat(difference).isNotNull();
    }

    private static DataSource h2() {
        JdbcDataSource database = new JdbcDataSource();
        // the statements of the journal, each compiled once
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;QUERY_CACHE_SIZE=200");
        return database;
    }

    /** So many of the ways, in the order of the seed. */
    private static List<Way> some(int many) {
        List<Way> shuffled = new ArrayList<>(WAYS);
        Collections.shuffle(shuffled, new Random(SEED));
        return shuffled.subList(0, Math.min(many, shuffled.size()));
    }

    private static int steps(List<Way> ways) {
        return ways.stream().mapToInt(way -> way.actions().size()).sum();
    }

    private static String replay(DataSource database, UnaryOperator<String> mutation, List<Way> ways) throws Exception {
        long begun = System.nanoTime();
        try (ReplayStage stage = new ReplayStage(database, mutation)) {
            int followed = 0;
            for (Way way : ways) {
                if (++followed % PROGRESS == 0) {
                    System.out.printf("replayed %d of %d%n", followed, ways.size());
                }
                String difference = new ProtocolReplay(stage).follow(way.actions(), way.budget());
                if (difference != null) {
                    return difference;
                }
            }
        }
        System.out.printf(
                "replayed ways=%d steps=%d seconds=%.1f%n",
                ways.size(), steps(ways), (System.nanoTime() - begun) / 1e9);
        return null;
    }
}
