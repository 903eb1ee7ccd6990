package io.github.camelbulksms.model;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** The recipients of a run that need a name. Thread-safe. */
public interface RecipientOutcomes extends AutoCloseable {

    /** The header line of the report. */
    String REPORT_HEADER = "phone,session_id,position,outcome,reason";

    /** No recipients. */
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
        public InputStream report(String lastLine) {
            return new ByteArrayInputStream((REPORT_HEADER + "\n" + lastLine).getBytes(StandardCharsets.UTF_8));
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

    /**
     * All of them as CSV in UTF-8, below the line {@value #REPORT_HEADER}. To be closed by the caller.
     *
     * @param lastLine what stands below them; empty for nothing
     * @throws IllegalStateException when these are closed
     */
    InputStream report(String lastLine);

    /** Gives back what holds them. */
    @Override
    void close();
}
