package io.github.camelbulksms.internal.journal.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of the journal, made on first use by the script of the database's dialect. */
final class JournalTables {

    static final int VERSION = 1;

    private static final String SCRIPTS = "/io/github/camelbulksms/sql/";
    private static final int MAX_ATTEMPTS = 20;

    /** A statement that changes nothing, and needs the same rights as one that does. */
    private record Probe(String right, String table, String sql) {}

    private static final List<Probe> PROBES = List.of(
            new Probe("UPDATE", "bulksms_run", "UPDATE bulksms_run SET owner = owner WHERE id < 0"),
            new Probe(
                    "INSERT into",
                    "bulksms_run",
                    "INSERT INTO bulksms_run (campaign, run, part, fingerprint, finished, recipients_read, fencing_token,"
                            + " lease_until, begun_at, session_key) SELECT campaign, run, part, fingerprint, finished,"
                            + " recipients_read, fencing_token, lease_until, begun_at, session_key FROM bulksms_run WHERE id < 0"),
            new Probe("UPDATE", "bulksms_attempt", "UPDATE bulksms_attempt SET state = state WHERE run_id < 0"),
            new Probe(
                    "INSERT into",
                    "bulksms_attempt",
                    "INSERT INTO bulksms_attempt (run_id, attempt_number, fencing_token, state, recipient_count, begun_at)"
                            + " SELECT run_id, attempt_number, fencing_token, state, recipient_count, begun_at"
                            + " FROM bulksms_attempt WHERE run_id < 0"),
            new Probe(
                    "INSERT into",
                    "bulksms_part",
                    "INSERT INTO bulksms_part (run_id, part, content) SELECT run_id, part, content FROM bulksms_part"
                            + " WHERE run_id < 0"),
            new Probe("UPDATE", "bulksms_stop", "UPDATE bulksms_stop SET stopped = stopped WHERE campaign = ''"),
            new Probe(
                    "INSERT into",
                    "bulksms_stop",
                    "INSERT INTO bulksms_stop (campaign, run, stopped, changed_at) SELECT campaign, run, stopped,"
                            + " changed_at FROM bulksms_stop WHERE campaign = ''"),
            new Probe(
                    "UPDATE",
                    "bulksms_report",
                    "UPDATE bulksms_report SET processed = processed WHERE status_code < 0"),
            new Probe(
                    "INSERT into",
                    "bulksms_report",
                    "INSERT INTO bulksms_report (reference, session, status_code, updated_micros, received_at, processed)"
                            + " SELECT reference, session, status_code, updated_micros, received_at, processed"
                            + " FROM bulksms_report WHERE status_code < 0"),
            new Probe(
                    "INSERT into",
                    "bulksms_outcome",
                    "INSERT INTO bulksms_outcome (run_id, reading, outcome) SELECT run_id, reading, outcome FROM bulksms_outcome"
                            + " WHERE run_id < 0"),
            new Probe("DELETE from", "bulksms_outcome", "DELETE FROM bulksms_outcome WHERE run_id < 0"),
            new Probe("DELETE from", "bulksms_erased", "DELETE FROM bulksms_erased WHERE run_id < 0"));

    private final Session session;
    private final TableNames names;

    JournalTables(Session session, TableNames names) {
        this.session = session;
        this.names = names;
    }

    /**
     * @throws SQLException also when the tables are of another version
     */
    void createIfMissing() throws SQLException {
        for (int attempt = 1; !exist(); attempt++) {
            try {
                session.inTransaction(this::create);
            } catch (SQLException e) {
                // another process may be making them at the same moment
                if (attempt == MAX_ATTEMPTS) {
                    throw new UnfitDatabaseException(
                            "the journal's tables cannot be made, expected that they are there, by the script "
                                    + session.dialect().script() + " in the jar, or the right to make them",
                            e);
                }
            }
        }
    }

    /**
     * Looks whether the user may work with them.
     *
     * @throws UnfitDatabaseException when not; names the table and the right
     */
    void checkRights() throws SQLException {
        for (Probe probe : PROBES) {
            try {
                session.update(probe.sql());
            } catch (SQLTransientException | SQLRecoverableException | SQLNonTransientConnectionException e) {
                throw e;
            } catch (SQLException e) {
                if (session.dialect().wasRolledBack(e)) {
                    throw e;
                }
                throw new UnfitDatabaseException(
                        "the user " + session.connection().getMetaData().getUserName() + " may not " + probe.right()
                                + " " + names.in(probe.table())
                                + ": expected the rights to SELECT, INSERT, UPDATE and"
                                + " DELETE from all tables of the journal",
                        e);
            }
        }
    }

    private void create() throws SQLException {
        session.execute(session.dialect().beforeTables());
        if (!exist()) {
            session.execute(script());
        }
    }

    /** Whether they are there, of this version. */
    private boolean exist() throws SQLException {
        DatabaseMetaData stores = session.connection().getMetaData();
        String schema = names.schema() == null
                ? session.dialect().schema(session.connection())
                : stored(stores, names.schema());
        boolean made = session.exists(
                "SELECT 1 FROM information_schema.tables WHERE table_schema = ? AND table_name = ?",
                schema,
                stored(stores, names.prefix() + "schema"));
        int version = made
                ? session.first(row -> row.getInt(1), "SELECT version FROM bulksms_schema")
                        .orElse(0)
                : 0;
        if (version != 0 && version != VERSION) {
            throw new UnfitDatabaseException("the journal's tables are of version " + version + ": expected version "
                    + VERSION + ", or none in " + schema + " with the prefix " + names.prefix());
        }
        return version == VERSION;
    }

    /** A name without quotes, as the database keeps it. */
    private static String stored(DatabaseMetaData stores, String name) throws SQLException {
        if (stores.storesUpperCaseIdentifiers()) {
            return name.toUpperCase(Locale.ROOT);
        }
        return stores.storesLowerCaseIdentifiers() ? name.toLowerCase(Locale.ROOT) : name;
    }

    private List<String> script() {
        String script = session.dialect().script();
        try (InputStream resource = JournalTables.class.getResourceAsStream(SCRIPTS + script)) {
            if (resource == null) {
                throw new IllegalStateException("the jar lacks " + SCRIPTS + script);
            }
            String statements = new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("--"))
                    .collect(Collectors.joining("\n"));
            return Stream.of(statements.split(";"))
                    .map(String::strip)
                    .filter(sql -> !sql.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
