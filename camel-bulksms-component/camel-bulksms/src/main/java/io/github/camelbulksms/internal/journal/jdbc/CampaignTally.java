package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.report.ReportedOutcome;
import io.github.camelbulksms.model.CampaignTotals;
import io.github.camelbulksms.model.DeliveryStatus;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RecipientOutcome;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts recipients by how it ended for them. Not thread-safe. */
final class CampaignTally implements CampaignReader.Reader {

    private final SortedMap<String, Long> failedByReason = new TreeMap<>();
    private final SortedMap<String, Long> notAccepted = new TreeMap<>();
    private long accepted;
    private long unknown;
    private long delivered;
    private long optedOut;
    private long unconfirmed;
    private long pending;
    private long uncorrelated;

    @Override
    public void recipient(Recipient recipient, Outcome outcome, String referenceId, ReportedOutcome report) {
        if (outcome == Outcome.UNKNOWN) {
            unknown++;
            return;
        }
        accepted++;
        if (report == null) {
            pending++;
        } else {
            reported(report.status());
        }
    }

    @Override
    public void notAccepted(RecipientOutcome recipient) {
        if (recipient.outcome() == Outcome.UNKNOWN) {
            unknown++;
        } else {
            notAccepted.merge(recipient.outcome().name().toLowerCase(Locale.ROOT), 1L, Long::sum);
        }
    }

    private void reported(DeliveryStatus status) {
        switch (status.kind()) {
            case DELIVERED -> delivered++;
            case OPTED_OUT -> optedOut++;
            case PENDING -> pending++;
            case FAILED, BLOCKED, TEMPORARY ->
                failedByReason.merge(status.code() + " " + status.meaning(), 1L, Long::sum);
            case UNKNOWN -> {
                if (status.isFinal()) {
                    unconfirmed++;
                } else {
                    pending++;
                }
            }
        }
    }

    @Override
    public void uncorrelated(long reports) {
        uncorrelated += reports;
    }

    /**
     * @param read recipients read in these runs
     * @param attempts requests that were begun in them
     */
    CampaignTotals totals(String campaign, int runs, long read, long attempts) {
        long failed =
                failedByReason.values().stream().mapToLong(Long::longValue).sum();
        return new CampaignTotals(
                campaign,
                runs,
                read,
                attempts,
                accepted,
                unknown,
                notAccepted,
                delivered,
                failed,
                failedByReason,
                optedOut,
                unconfirmed,
                pending,
                uncorrelated);
    }
}
