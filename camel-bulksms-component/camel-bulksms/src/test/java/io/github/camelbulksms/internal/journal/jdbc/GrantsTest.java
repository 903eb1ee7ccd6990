package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.Campaigns;
import io.github.camelbulksms.DatabaseServer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The scripts that a database administrator runs before an application that may make no tables. */
class GrantsTest {

    private static final String SCRIPTS = "/io/github/camelbulksms/sql/";

    @Test
    void anApplicationOnH2NeedsWhatTheScriptGrants() throws Exception {
        String url = "jdbc:h2:mem:" + UUID.randomUUID();
        JdbcDataSource owner = new JdbcDataSource();
        owner.setURL(url + ";DB_CLOSE_DELAY=-1");
        execute(owner, List.of("CREATE USER SMS PASSWORD 'sms'"));
        JdbcDataSource application = new JdbcDataSource();
        application.setURL(url);
        application.setUser("SMS");
        application.setPassword("sms");
        assertThatTablesAreMissing(application);
        assertThatWhatIsGrantedIsEnough("h2", owner, application);
    }

    @Test
    void onH2WhoLacksARightIsToldWhichAndOnWhat() throws Exception {
        String url = "jdbc:h2:mem:" + UUID.randomUUID();
        JdbcDataSource owner = new JdbcDataSource();
        owner.setURL(url + ";DB_CLOSE_DELAY=-1");
        new JournalDatabase(owner, TableNames.DEFAULT).check();
        execute(
                owner,
                List.of(
                        "CREATE USER SMS PASSWORD 'sms'",
                        "GRANT SELECT, UPDATE, DELETE ON SCHEMA PUBLIC TO SMS",
                        "GRANT INSERT ON bulksms_run TO SMS"));
        JdbcDataSource application = new JdbcDataSource();
        application.setURL(url);
        application.setUser("SMS");
        application.setPassword("sms");

        assertThatThrownBy(() -> new JournalDatabase(application, TableNames.DEFAULT).check())
                .isInstanceOf(UnfitDatabaseException.class)
                .hasMessageStartingWith(
                        "the user SMS may not INSERT into bulksms_attempt: expected the rights to SELECT, INSERT,"
                                + " UPDATE and DELETE from all tables of the journal");
    }

    @Test
    @Tag("slow")
    void anApplicationOnPostgresNeedsWhatTheScriptGrants(@TempDir Path folder) throws Exception {
        try (DatabaseServer server = DatabaseServer.Kind.POSTGRESQL.start(folder)) {
            execute(server.dataSource(), List.of("CREATE ROLE sms LOGIN PASSWORD 'sms'"));
            PGSimpleDataSource application = new PGSimpleDataSource();
            application.setUrl(server.url().replaceFirst("\\?.*", ""));
            application.setUser("sms");
            application.setPassword("sms");
            assertThatTablesAreMissing(application);
            assertThatWhatIsGrantedIsEnough("postgresql", server.dataSource(), application);
        }
    }

    @Test
    @Tag("slow")
    void anApplicationOnMariaDbNeedsWhatTheScriptGrants(@TempDir Path folder) throws Exception {
        try (DatabaseServer server = DatabaseServer.Kind.MARIADB.start(folder)) {
            // in the schema "test" everybody may do everything
            execute(server.dataSource(), List.of("CREATE USER 'application'@'%'", "CREATE SCHEMA journal"));
            String url = server.url().replace("/test?", "/journal?");
            DataSource application = new MariaDbDataSource(url.replace("user=sms", "user=application"));
            assertThatWhatIsGrantedIsEnough("mariadb", new MariaDbDataSource(url), application);
        }
    }

    private static void assertThatTablesAreMissing(DataSource application) {
        assertThatThrownBy(() -> new JournalDatabase(application, TableNames.DEFAULT).check())
                .isInstanceOf(UnfitDatabaseException.class)
                .hasMessageContaining("the right to make them");
    }

    private static void assertThatWhatIsGrantedIsEnough(String script, DataSource owner, DataSource application)
            throws Exception {
        execute(owner, statements(script + ".sql"));
        assertThatThrownBy(() -> new JournalDatabase(application, TableNames.DEFAULT).check())
                .isInstanceOf(SQLException.class);

        execute(
                owner,
                statements(script + "-grants.sql").stream()
                        .map(sql -> sql.replace("'sms'@", "'application'@"))
                        .toList());
        assertThatCode(() -> new JournalDatabase(application, TableNames.DEFAULT).check())
                .doesNotThrowAnyException();
        assertThatCode(() -> {
                    Campaigns campaigns = new Campaigns(application);
                    campaigns.stopRuns("sale");
                    campaigns.resumeRuns("sale");
                    campaigns.holdRun("sale", "monday");
                    campaigns.releaseRun("sale", "monday");
                    campaigns.runs();
                })
                .doesNotThrowAnyException();
    }

    private static List<String> statements(String script) throws Exception {
        try (InputStream in = GrantsTest.class.getResourceAsStream(SCRIPTS + script)) {
            String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("--"))
                    .collect(Collectors.joining("\n"));
            return Stream.of(sql.split(";"))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        }
    }

    private static void execute(DataSource database, List<String> statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
