package io.github.camelbulksms.internal.recipient;

import java.util.Locale;
import java.util.Set;

/** How databases, spreadsheets and people write that there is nothing. */
final class NoValue {

    private static final int MAX_LENGTH = 11;

    private static final Set<String> WRITTEN = Set.of(
            "\\n",
            "null",
            "(null)",
            "<null>",
            "nil",
            "none",
            "undefined",
            "nan",
            "#n/a",
            "n/a",
            "n.a.",
            "n. a.",
            "#nv",
            "#n/d",
            "#n/v",
            "#null!",
            "#ref!",
            "#value!",
            "#wert!",
            "#bezug!",
            "#name?",
            "k.a.",
            "k. a.",
            "-",
            "--",
            "---",
            "–",
            "—",
            "/",
            "?",
            ".",
            "[null]",
            "[]",
            "{}",
            "(none)",
            "(leer)",
            "(blank)");

    private NoValue() {}

    static boolean is(String cell) {
        String text = cell.strip();
        return text.isEmpty() || text.length() <= MAX_LENGTH && WRITTEN.contains(text.toLowerCase(Locale.ROOT));
    }
}
