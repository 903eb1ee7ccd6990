package io.github.camelbulksms.internal.journal;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which runs operators wish to stop. Immutable.
 *
 * @param wishes a run {@link RunRegister#ALL_RUNS} is all of the campaign
 */
public record StopRequests(Set<Wish> wishes) {

    public static final StopRequests NONE = new StopRequests(Set.of());

    /** One of them. */
    public record Wish(String campaign, String run) {}

    public boolean stop(String campaign, String run) {
        return wishes.contains(new Wish(campaign, run)) || stopAll(campaign);
    }

    /**
     * Takes a wish back, and with that of a whole campaign those of its runs.
     *
     * @throws IllegalStateException when the campaign is stopped as a whole, and this is one run of it
     */
    public StopRequests without(String campaign, String run) {
        boolean all = run.equals(RunRegister.ALL_RUNS);
        if (!all && stopAll(campaign)) {
            throw new IllegalStateException("campaign=" + campaign + " is stopped as a whole: expected "
                    + OperatorCommand.of("resumeRuns", campaign) + " for all of its runs");
        }
        return new StopRequests(wishes.stream()
                .filter(wish ->
                        !wish.campaign().equals(campaign) || !all && !wish.run().equals(run))
                .collect(Collectors.toUnmodifiableSet()));
    }

    public boolean stopAll(String campaign) {
        return wishes.contains(new Wish(campaign, RunRegister.ALL_RUNS));
    }
}
