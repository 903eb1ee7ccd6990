package io.github.camelbulksms.model;

import java.util.function.ToLongFunction;

/**
 * How many recipients had which outcome, and how many requests were made; {@code read} is the sum of the outcomes.
 *
 * @param acceptedBefore accepted recipients that an earlier attempt of the run had already sent to: nothing was sent to them now
 * @param requests POSTs that went out, or may have
 * @param batches groups of recipients that a request was to be made for
 */
public record Counts(
        long read,
        long accepted,
        long invalid,
        long duplicates,
        long suppressed,
        long postponed,
        long refused,
        long unsent,
        long unknown,
        long acceptedBefore,
        long requests,
        long batches) {

    public static final Counts NONE = of(outcome -> 0, 0, 0, 0);

    /** Counts by outcome. */
    public static Counts of(ToLongFunction<Outcome> total, long acceptedBefore, long requests, long batches) {
        long read = 0;
        for (Outcome outcome : Outcome.values()) {
            read += total.applyAsLong(outcome);
        }
        return new Counts(
                read,
                total.applyAsLong(Outcome.ACCEPTED),
                total.applyAsLong(Outcome.INVALID),
                total.applyAsLong(Outcome.DUPLICATE),
                total.applyAsLong(Outcome.SUPPRESSED),
                total.applyAsLong(Outcome.POSTPONED),
                total.applyAsLong(Outcome.REFUSED),
                total.applyAsLong(Outcome.UNSENT),
                total.applyAsLong(Outcome.UNKNOWN),
                acceptedBefore,
                requests,
                batches);
    }

    /** How many had an outcome. */
    public long of(Outcome outcome) {
        return switch (outcome) {
            case ACCEPTED -> accepted;
            case INVALID -> invalid;
            case DUPLICATE -> duplicates;
            case SUPPRESSED -> suppressed;
            case POSTPONED -> postponed;
            case REFUSED -> refused;
            case UNSENT -> unsent;
            case UNKNOWN -> unknown;
        };
    }

    @Override
    public String toString() {
        return "read=" + read + " accepted=" + accepted + " invalid=" + invalid + " duplicates=" + duplicates
                + " suppressed=" + suppressed + " postponed=" + postponed + " refused=" + refused + " unsent=" + unsent
                + " unknown=" + unknown + " requests=" + requests
                + (acceptedBefore == 0 ? "" : " (of the accepted " + acceptedBefore + " by an earlier attempt)");
    }
}
