package io.github.camelbulksms.sandbox;

import java.io.IOException;

/** What is sent to an open page on each change: counts and campaigns, never single messages, of which there may be a million. */
final class Snapshot {

    private static final int CAMPAIGNS = 50;
    private static final int FAULTS = 100;

    private final BulkSmsSandbox sandbox;
    private final Store store;
    private final Faults faults;
    private final Conditions conditions;
    private final Replies replies;

    Snapshot(BulkSmsSandbox sandbox, Store store, Faults faults, Conditions conditions, Replies replies) {
        this.sandbox = sandbox;
        this.store = store;
        this.faults = faults;
        this.conditions = conditions;
        this.replies = replies;
    }

    byte[] take() throws IOException {
        Tally tally = store.truth().tally();
        return Json.bytes(Json.object(
                "stats",
                sandbox.stats(),
                "delivered",
                tally.delivered(),
                "failed",
                tally.failed(),
                "newest",
                store.truth().total(),
                "oldest",
                store.truth().oldest(),
                "campaigns",
                store.campaigns().newestFirst().stream()
                        .limit(CAMPAIGNS)
                        .map(Campaign::summary)
                        .toList(),
                "reports",
                sandbox.reports().stats(),
                "reporting",
                sandbox.reports().describe(),
                "replies_to",
                replies.address(),
                "conditions",
                conditions.describe(),
                "faults",
                faults.list().stream().limit(FAULTS).toList()));
    }
}
