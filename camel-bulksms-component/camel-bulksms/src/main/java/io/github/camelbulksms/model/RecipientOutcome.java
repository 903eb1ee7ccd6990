package io.github.camelbulksms.model;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * What happened to a recipient. Immutable.
 *
 * @param position where they stand in their list (line or element), counted from 1
 * @param recipient number and session ID; null when there is no usable number, and of a duplicate
 * @param text the recipient as a line: as it came when invalid, else {@code phone} or {@code phone,sessionId}; null of a duplicate
 * @param reason why, for people; null where they are accepted, or a duplicate
 */
public record RecipientOutcome(Outcome outcome, long position, Recipient recipient, String text, String reason) {

    /** Of a recipient with a usable number. */
    public static RecipientOutcome of(Outcome outcome, long position, Recipient recipient, String reason) {
        return new RecipientOutcome(outcome, position, recipient, null, reason);
    }

    /** Of an item without one. */
    public static RecipientOutcome invalid(long position, String text, String reason) {
        return new RecipientOutcome(Outcome.INVALID, position, null, text, reason);
    }

    /** Of an item whose recipient stands in the list before. */
    public static RecipientOutcome duplicate(long position) {
        return new RecipientOutcome(Outcome.DUPLICATE, position, null, null, null);
    }

    // made when it is asked for: of most recipients it never is
    @Override
    public String text() {
        return recipient == null ? text : recipient.toLine();
    }

    /** Leaves the recipient out: this is what reaches logs. */
    @Override
    public String toString() {
        return outcome + " at " + position + ": " + reason;
    }

    /** Reads the recipients of a run that need a name. Thread-safe. */
    public interface Reader extends AutoCloseable {

        /** The header line of the report. */
        String REPORT_HEADER = "phone,session_id,position,outcome,reason";

        /** Of no recipients. */
        Reader NONE = new Reader() {
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
         * @throws IllegalStateException when this is closed
         */
        Stream<RecipientOutcome> stream();

        /**
         * Those of an outcome as lines: invalid ones in the form in which they came, below their header line if there was one,
         * others as {@code phone,sessionId} in UTF-8. To be closed by the caller.
         *
         * @throws IllegalStateException when this is closed
         */
        InputStream lines(Outcome outcome);

        /**
         * All of them as CSV in UTF-8, below the line {@value #REPORT_HEADER}. To be closed by the caller.
         *
         * @param lastLine what stands below them; empty for nothing
         * @throws IllegalStateException when this is closed
         */
        InputStream report(String lastLine);

        /** Gives back what holds them. */
        @Override
        void close();
    }
}
