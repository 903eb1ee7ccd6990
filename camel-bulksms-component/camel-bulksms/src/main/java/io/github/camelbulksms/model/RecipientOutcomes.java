package io.github.camelbulksms.model;

import java.io.InputStream;
import java.util.stream.Stream;

/** The recipients of a run that need a name. Thread-safe. */
public interface RecipientOutcomes extends AutoCloseable {

    /** Nobody. */
    RecipientOutcomes NONE = new RecipientOutcomes() {
        @Override
        public Stream<RecipientOutcome> stream() {
            return Stream.empty();
        }

        @Override
        public InputStream lines(Outcome outcome) {
            return InputStream.nullInputStream();
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    /**
     * All of them, in the order in which their outcomes were known. To be closed by the caller.
     *
     * @throws IllegalStateException when these are closed
     */
    Stream<RecipientOutcome> stream();

    /**
     * Those of an outcome as lines: invalid ones in the form in which they came, below their header line if there was one,
     * others as {@code phone,sessionId} in UTF-8. To be closed by the caller.
     *
     * @throws IllegalStateException when these are closed
     */
    InputStream lines(Outcome outcome);

    /** Gives back what holds them. */
    @Override
    void close();
}
