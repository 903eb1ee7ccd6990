package io.github.camelbulksms.delivery;

/** How many recipients had which outcome, and how many requests were made; {@code read} is the sum of the outcomes. */
public record Counts(
        long read,
        long accepted,
        long invalid,
        long duplicates,
        long refused,
        long unsent,
        long unknown,
        long requests) {

    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);

    @Override
    public String toString() {
        return "read=" + read + " accepted=" + accepted + " invalid=" + invalid + " duplicates=" + duplicates
                + " refused=" + refused + " unsent=" + unsent + " unknown=" + unknown + " requests=" + requests;
    }
}
