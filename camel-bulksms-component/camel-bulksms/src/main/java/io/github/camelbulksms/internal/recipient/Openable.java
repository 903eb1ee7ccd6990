package io.github.camelbulksms.internal.recipient;

import java.io.IOException;

/** A list made of the one thing that differs between lists: how they are opened. */
record Openable(Opening opening, boolean canBeReadAgain) implements RecipientInput {

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
