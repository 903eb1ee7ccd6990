package io.github.camelbulksms;

import java.sql.SQLException;

/** What is entered into, and taken off, the suppression list in the journal's database, where a {@link JdbcSuppressionList} finds it. */
interface OptOutControl {

    /**
     * Suppresses a number in all campaigns: the next batch honours it.
     *
     * @param phoneNumber with country code, as people write it: {@code +381 60 123-45-67}
     * @throws IllegalArgumentException when it is no such number
     * @throws IllegalStateException when the journal is in memory
     * @throws SQLException when the database cannot be written
     */
    void suppress(String phoneNumber) throws SQLException;

    /**
     * Suppresses a number in one campaign.
     *
     * @param campaign neither null nor blank
     * @see #suppress(String)
     */
    void suppress(String phoneNumber, String campaign) throws SQLException;

    /**
     * Takes a number off the list of all campaigns. Where it is suppressed in one campaign, too, it stays so.
     *
     * @see #suppress(String)
     */
    void unsuppress(String phoneNumber) throws SQLException;

    /**
     * Takes a number off the list of one campaign. Where it is suppressed in all, it stays so.
     *
     * @param campaign neither null nor blank
     * @see #suppress(String)
     */
    void unsuppress(String phoneNumber, String campaign) throws SQLException;
}
