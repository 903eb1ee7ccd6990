package io.github.camelbulksms.internal.journal.jdbc;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/** What was warned of in a database is not said again by each object of this process that looks at it. Thread-safe. */
final class DatabaseWarnings {

    /** By the URL of a database that has any. A process knows few databases. */
    private final Map<String, List<String>> said = new ConcurrentHashMap<>();

    /** Warns, unless that was the last that was said of this database. */
    void say(Logger log, String url, List<String> warnings) {
        List<String> before = warnings.isEmpty() ? said.remove(url) : said.put(url, warnings);
        if (!warnings.equals(before)) {
            warnings.forEach(warning -> log.warn("the journal's database: {}", warning));
        }
    }
}
