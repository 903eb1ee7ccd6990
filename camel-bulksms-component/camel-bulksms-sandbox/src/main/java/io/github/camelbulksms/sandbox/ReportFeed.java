package io.github.camelbulksms.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The reports of a request's messages, which are made when they are sent: a million at once would fill the memory. */
final class ReportFeed {

    private final TruthLog.Accepted accepted;
    /** Guarded by the caller. */
    private int next;

    ReportFeed(TruthLog.Accepted accepted) {
        this.accepted = accepted;
    }

    int size() {
        return accepted.choices().size();
    }

    /** How many reports there are in all, forged ones not included. */
    long reports() {
        return accepted.choices().stream()
                .mapToLong(choice -> (long) choice.codes().size() * (choice.is(ReportOddity.REPEATED) ? 2 : 1))
                .sum();
    }

    /** The next message to report of. */
    int take() {
        return next++;
    }

    boolean isEmpty() {
        return next == size();
    }

    boolean is(ReportOddity oddity, int index) {
        return accepted.choices().get(index).is(oddity);
    }

    TruthLog.Place place(int index) {
        return new TruthLog.Place(accepted.batch(), index);
    }

    /** The reports of a message, in the order in which they are sent. */
    List<Report> reports(int index) {
        ReportPlan.Choice choice = accepted.choices().get(index);
        Instant at = accepted.batch().envelope().acceptedAt();
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < choice.codes().size(); i++) {
            // each status has a date of its own, as far as the form of the date can tell
            Instant updated = at.plusMillis(i);
            Report report = new Report(
                    place(index),
                    choice.codes().get(i),
                    choice.is(ReportOddity.RFC_1123_DATE) ? StatusDate.rfc1123(updated) : StatusDate.rfc3339(updated));
            reports.add(report);
            if (choice.is(ReportOddity.REPEATED)) {
                reports.add(report);
            }
        }
        if (choice.is(ReportOddity.REORDERED)) {
            Collections.reverse(reports);
        }
        return reports;
    }

    /** A report of another status, to be signed with another key. */
    Report forged(int index, Instant now) {
        int otherCode = accepted.choices().get(index).finalCode() == ReportPlan.DELIVERED ? 507 : ReportPlan.DELIVERED;
        return new Report(place(index), otherCode, StatusDate.rfc3339(now.plusSeconds(1)));
    }
}
