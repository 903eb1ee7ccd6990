package io.github.camelbulksms;

import io.github.camelbulksms.SettledLines.Others;
import io.github.camelbulksms.internal.journal.jdbc.CampaignStore;
import io.github.camelbulksms.internal.journal.jdbc.JournalDatabase;
import io.github.camelbulksms.internal.journal.jdbc.RestoredRuns;
import io.github.camelbulksms.internal.journal.jdbc.Settlement;
import io.github.camelbulksms.internal.journal.jdbc.SuppressionTable;
import io.github.camelbulksms.internal.run.SpoolFolder;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What {@link Campaigns} has in a database, which a journal in memory has not. Thread-safe. */
final class StoredCampaigns {

    private final CampaignStore store;
    private final SuppressionTable suppression;
    private final Settlement settlement;
    private final RestoredRuns held;

    StoredCampaigns(JournalDatabase database) {
        store = new CampaignStore(database);
        suppression = new SuppressionTable(database);
        settlement = new Settlement(database);
        held = new RestoredRuns(database);
    }

    CampaignStore store() {
        return store;
    }

    SuppressionTable suppression() {
        return suppression;
    }

    RestoredRuns held() {
        return held;
    }

    int settle(String campaign, String run, InputStream csv) throws SQLException, IOException {
        List<Recipient> unknown = store.unknown(campaign, run);
        SettledLines lines = new SettledLines(unknown, held.isHeld(campaign, run) ? Others.UNKNOWN : Others.KNOWN);
        lines.read(csv);
        if (!lines.accepted().isEmpty()) {
            store.noteAccepted(campaign, run, lines.accepted());
        }
        if (!lines.notAccepted().isEmpty()) {
            settlement.asNotAccepted(campaign, run, Set.copyOf(lines.notAccepted()));
        }
        return lines.accepted().size() + lines.notAccepted().size();
    }

    void settle(String campaign, String run, Collection<Recipient> recipients, Outcome outcome) throws SQLException {
        if (outcome != Outcome.ACCEPTED) {
            throw new IllegalArgumentException(
                    "unknown recipients cannot be settled as " + outcome + ": expected ACCEPTED");
        }
        if (!store.settleAsAccepted(campaign, run, recipients)) {
            throw new IllegalArgumentException(
                    "campaign=" + campaign + " run=" + run + " has not all of the " + recipients.size()
                            + " recipients as unknown: expected those of unknown(…), with their session IDs");
        }
    }

    /** In a temporary file that goes when the stream is closed. */
    InputStream csv(String campaign) throws SQLException, IOException {
        Path file = SpoolFolder.newFile(".csv");
        try {
            try (BufferedWriter writer = Files.newBufferedWriter(file)) {
                store.writeCsv(campaign, writer);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            return Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (SQLException | IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }
}
