package io.github.camelbulksms;

import io.github.camelbulksms.internal.compliance.SuppressedNumber;
import io.github.camelbulksms.internal.journal.jdbc.JournalDatabase;
import io.github.camelbulksms.internal.journal.jdbc.SuppressionTable;
import io.github.camelbulksms.internal.journal.jdbc.TableNames;
import io.github.camelbulksms.spi.SuppressionList;
import java.io.IOException;
import java.sql.SQLException;
import java.util.BitSet;
import javax.sql.DataSource;

/**
 * A suppression list in a table of the journal's database, or of another (H2, PostgreSQL, MariaDB): one for any number of processes.
 * Takes a short statement for each batch. Thread-safe.
 */
public final class JdbcSuppressionList implements SuppressionList.Writable {

    private final SuppressionTable table;

    /**
     * @param dataSource of a database in which the journal can be kept; the tables are made where they are missing
     */
    public JdbcSuppressionList(DataSource dataSource) {
        this(dataSource, null);
    }

    /**
     * @param dataSource of a database in which the journal can be kept; the tables are made where they are missing
     * @param journalTables the component's option: {@code schema.prefix_}, or null for the default
     * @throws IllegalArgumentException when it is something else
     */
    public JdbcSuppressionList(DataSource dataSource, String journalTables) {
        this(new SuppressionTable(new JournalDatabase(dataSource, TableNames.of(journalTables))));
    }

    JdbcSuppressionList(SuppressionTable table) {
        this.table = table;
    }

    @Override
    public BitSet suppressed(String campaign, long[] phoneNumbers) throws IOException {
        return ask(() -> table.suppressed(campaign, phoneNumbers));
    }

    @Override
    public void suppress(String phoneNumber) throws IOException {
        long number = SuppressedNumber.parse(phoneNumber);
        ask(() -> table.add(number));
    }

    @Override
    public void suppress(String phoneNumber, String campaign) throws IOException {
        long number = SuppressedNumber.parse(phoneNumber);
        ask(() -> table.add(number, campaign));
    }

    @Override
    public void unsuppress(String phoneNumber) throws IOException {
        long number = SuppressedNumber.parse(phoneNumber);
        ask(() -> table.remove(number));
    }

    @Override
    public void unsuppress(String phoneNumber, String campaign) throws IOException {
        long number = SuppressedNumber.parse(phoneNumber);
        ask(() -> table.remove(number, campaign));
    }

    @FunctionalInterface
    private interface Question<T> {

        T answer() throws SQLException;
    }

    private static <T> T ask(Question<T> question) throws IOException {
        try {
            return question.answer();
        } catch (SQLException e) {
            throw new IOException("the suppression list's database does not answer: " + e.getMessage(), e);
        }
    }
}
