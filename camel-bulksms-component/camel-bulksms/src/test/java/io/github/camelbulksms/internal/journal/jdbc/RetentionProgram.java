package io.github.camelbulksms.internal.journal.jdbc;

import java.time.Duration;
import org.h2.jdbcx.JdbcDataSource;

/** What {@link RetentionKillIT} runs: erases what is old, and is killed meanwhile. */
final class RetentionProgram {

    private RetentionProgram() {}

    /**
     * @param args the database's URL
     */
    public static void main(String[] args) throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL(args[0]);
        database.setUser("sa");
        JournalDatabase journal = new JournalDatabase(database, TableNames.DEFAULT);
        journal.once(session -> session.update("UPDATE bulksms_schema SET retention_until = 0"));
        System.out.println("begins");
        new Retention(journal, Duration.ofMillis(1)).erase();
        System.out.println("ends");
    }
}
