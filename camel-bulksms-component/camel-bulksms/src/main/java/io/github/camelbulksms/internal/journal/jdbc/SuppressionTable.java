package io.github.camelbulksms.internal.journal.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Suppressed numbers in a table. Thread-safe. */
public final class SuppressionTable {

    /** Where a number is suppressed everywhere: a key may not be null. */
    private static final String EVERYWHERE = "";

    private final JournalDatabase database;

    public SuppressionTable(JournalDatabase database) {
        this.database = database;
    }

    /** Which of these are suppressed. */
    public BitSet suppressed(String campaign, long[] phoneNumbers) throws SQLException {
        // few different statements, so that databases and drivers know them again
        int places = Math.max(1, Integer.highestOneBit(Math.max(1, phoneNumbers.length - 1)) << 1);
        List<Object> parameters = new ArrayList<>(places + 2);
        for (int i = 0; i < places; i++) {
            parameters.add(phoneNumbers[Math.min(i, phoneNumbers.length - 1)]);
        }
        parameters.add(EVERYWHERE);
        parameters.add(campaign);
        Set<Long> suppressed = new HashSet<>(database.repeatedly(session -> session.list(
                row -> row.getLong(1),
                "SELECT phone_number FROM bulksms_suppression WHERE phone_number IN ("
                        + String.join(", ", Collections.nCopies(places, "?")) + ") AND campaign IN (?, ?)",
                parameters.toArray())));
        BitSet bits = new BitSet(phoneNumbers.length);
        for (int i = 0; i < phoneNumbers.length && !suppressed.isEmpty(); i++) {
            bits.set(i, suppressed.contains(phoneNumbers[i]));
        }
        return bits;
    }

    /**
     * Enters a number for all campaigns; when this returns it is there whatever happens.
     *
     * @return whether it was not there for all campaigns
     */
    public boolean add(long phoneNumber) throws SQLException {
        return insert(phoneNumber, EVERYWHERE);
    }

    /**
     * Enters a number for one campaign; when this returns it is there whatever happens.
     *
     * @return whether it was not there for that campaign
     * @throws IllegalArgumentException when the campaign has no name
     */
    public boolean add(long phoneNumber, String campaign) throws SQLException {
        return insert(phoneNumber, requireName(campaign));
    }

    private boolean insert(long phoneNumber, String campaign) throws SQLException {
        return database.repeatedly(session -> {
            try {
                return session.write(
                                "INSERT INTO bulksms_suppression (phone_number, campaign, suppressed_at) SELECT ?, ?, {now}"
                                        + " FROM bulksms_schema WHERE NOT EXISTS (SELECT 1 FROM bulksms_suppression"
                                        + " WHERE phone_number = ? AND campaign = ?){durable}",
                                phoneNumber,
                                campaign,
                                phoneNumber,
                                campaign)
                        == 1;
            } catch (SQLException e) {
                if (session.dialect().isDuplicate(e)) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** Whether it was there for all campaigns. */
    public boolean remove(long phoneNumber) throws SQLException {
        return delete(phoneNumber, EVERYWHERE);
    }

    /**
     * Whether it was there for that campaign.
     *
     * @throws IllegalArgumentException when the campaign has no name
     */
    public boolean remove(long phoneNumber, String campaign) throws SQLException {
        return delete(phoneNumber, requireName(campaign));
    }

    private boolean delete(long phoneNumber, String campaign) throws SQLException {
        return database.repeatedly(session -> session.write(
                        "DELETE FROM bulksms_suppression WHERE phone_number = ? AND campaign = ?{durable}",
                        phoneNumber,
                        campaign))
                == 1;
    }

    private static String requireName(String campaign) {
        if (campaign == null || campaign.isBlank()) {
            throw new IllegalArgumentException("campaign has no name: expected one, or none for all campaigns");
        }
        return campaign;
    }
}
