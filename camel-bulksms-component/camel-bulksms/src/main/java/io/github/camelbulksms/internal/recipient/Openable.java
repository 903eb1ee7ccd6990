package io.github.camelbulksms.internal.recipient;

import java.io.IOException;
import java.util.function.LongToDoubleFunction;

/** A list made of the one thing that differs between lists: how they are opened. */
record Openable(Opening opening, boolean canBeReadAgain, LongToDoubleFunction fraction) implements RecipientInput {

    @Override
    public double fractionRead(long entries) {
        return fraction.applyAsDouble(entries);
    }

    @Override
    public RecipientSource open() throws IOException {
        return opening.open();
    }

    /** Starts to read. */
    @FunctionalInterface
    interface Opening {

        RecipientSource open() throws IOException;
    }
}
