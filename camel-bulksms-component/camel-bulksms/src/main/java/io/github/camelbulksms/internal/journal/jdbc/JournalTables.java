package io.github.camelbulksms.internal.journal.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of the journal, made on first use by the script of the database's dialect. */
final class JournalTables {

    static final int VERSION = 1;

    private static final String SCRIPTS = "/io/github/camelbulksms/sql/";
    private static final int MAX_ATTEMPTS = 20;

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
                session.transaction(this::create);
            } catch (SQLException e) {
                // another process may be making them at the same moment
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
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
            throw new SQLException("the journal's tables are of version " + version + ": expected version " + VERSION
                    + ", or none in " + schema + " with the prefix " + names.prefix());
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
