package io.github.camelbulksms.examples.database;

import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.RecipientOutcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.support.GroupIterator;

/** The recipients that a result names, as batches of parameters of {@code sql/not-accepted.sql}. */
public final class NotAccepted {

    private static final int BATCH = 1000;

    /** Read lazily: it may be all recipients of a large run. */
    public Iterator<?> batches(BulkSmsResult result) {
        Iterator<Map<String, String>> rows = Stream.of(Outcome.values())
                .filter(Outcome::isNamed)
                .map(result::recipients)
                .reduce(Stream.empty(), Stream::concat)
                .map(recipient -> row(recipient, result.resumeAt()))
                .iterator();
        return new GroupIterator(rows, BATCH);
    }

    private static Map<String, String> row(RecipientOutcome recipient, Instant resumeAt) {
        // an invalid one comes back as its line: phone,session ID, and the ID, which is the row's, has no comma in it
        String id = recipient.recipient() == null
                ? recipient.text().substring(recipient.text().lastIndexOf(',') + 1)
                : recipient.recipient().sessionId();
        String status = recipient.outcome().name().toLowerCase(Locale.ROOT);
        Map<String, String> row = new HashMap<>(Map.of("id", id, "status", status, "reason", recipient.reason()));
        row.put("resumeAt", recipient.outcome() == Outcome.POSTPONED ? resumeAt.toString() : null);
        return row;
    }
}
