package io.github.camelbulksms.internal.recipient.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names under which lists hold phone numbers and session IDs, the first found wins; case, {@code _} and - do not matter. */
public enum Columns {
    PHONE_NUMBER("phonenumber", "phone", "msisdn", "recipient"),
    SESSION_ID("sessionid", "id");

    private final List<String> names;

    Columns(String... names) {
        this.names = List.of(names);
    }

    /**
     * The index of the column in a header line, or -1.
     *
     * @throws IllegalArgumentException when two columns have the same name
     */
    int indexIn(List<String> header) {
        List<String> plain = new ArrayList<>(header.size());
        header.forEach(name -> plain.add(plain(name)));
        for (String name : names) {
            int index = plain.indexOf(name);
            if (index >= 0 && plain.lastIndexOf(name) != index) {
                throw new IllegalArgumentException("two columns are named '" + header.get(index) + "': expected one");
            }
            if (index >= 0) {
                return index;
            }
        }
        return -1;
    }

    /** The value of the column in a row, or null. */
    public Object valueIn(Map<?, ?> row) {
        for (String name : names) {
            for (Map.Entry<?, ?> cell : row.entrySet()) {
                if (cell.getKey() instanceof String key && plain(key).equals(name)) {
                    return cell.getValue();
                }
            }
        }
        return null;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "").replace(" ", "");
    }
}
