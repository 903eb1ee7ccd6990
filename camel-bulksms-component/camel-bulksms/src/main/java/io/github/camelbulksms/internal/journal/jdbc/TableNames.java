package io.github.camelbulksms.internal.journal.jdbc;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the journal's tables are.
 *
 * @param schema null for the connection's own
 * @param prefix in front of each table's name
 */
public record TableNames(String schema, String prefix) {

    /** In the connection's own schema. */
    public static final TableNames DEFAULT = new TableNames(null, "bulksms_");

    private static final Pattern OPTION =
            Pattern.compile("(?:([A-Za-z][A-Za-z0-9_]{0,62})\\.)?([A-Za-z][A-Za-z0-9_]{0,30})");

    /**
     * @param journalTables {@code schema.prefix_}, or {@code prefix_}; null for the default
     * @throws IllegalArgumentException when it is something else
     */
    public static TableNames of(String journalTables) {
        if (journalTables == null) {
            return DEFAULT;
        }
        Matcher names = OPTION.matcher(journalTables);
        if (!names.matches()) {
            throw new IllegalArgumentException("journalTables is '" + journalTables
                    + "': expected schema.prefix_ or prefix_, of letters, digits and underscores, for instance"
                    + " sms.bulksms_");
        }
        return new TableNames(names.group(1), names.group(2));
    }

    /** A statement on tables of the default names, made one on these. */
    String in(String sql) {
        return sql.replace(DEFAULT.prefix, (schema == null ? "" : schema + ".") + prefix);
    }
}
