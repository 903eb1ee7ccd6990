package io.github.camelbulksms.sandbox;

import java.util.SplittableRandom;

/**
 * Draws by number: the same number draws the same, whatever the order in which threads come here.
 *
 * @param seed makes different draws of the same numbers
 */
record SeededRandom(long seed) {

    /** From 0 to 1. */
    double draw(long number) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number).nextDouble();
    }

    static double probability(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability is " + probability + ": expected 0 to 1");
        }
        return probability;
    }
}
