package io.github.camelbulksms.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What became of a run: counts, and by name the recipients that were invalid, suppressed, postponed, refused, unsent or unknown.
 * The names are spooled to a file when they are many; it lives until {@link #close}, which the component calls when the exchange is
 * done. Thread-safe.
 *
 * @param campaign what was sent, the path of the endpoint
 * @param run which sending of it this was
 * @param outsidePlan how many of those read have a number that is possible, and in no range that the libphonenumber on the class path knows
 *     to be given out: a wrong digit looks the same
 * @param segments segments of each message, as carriers count them; 1 or more
 * @param encoding the alphabet of the text: GSM-7, or UCS-2, of which less goes into a segment
 * @param encodingForcedBy the first character that GSM-7 does not have, with its place; null when it has them all
 * @param dryRun whether this was a dry run: unsent are then the recipients who would have been sent to, and they are not named
 * @param code why the run failed, by what a caller does about it, or null when all is well
 * @param stopped why the run stopped, or null when nothing stopped it
 * @param resumeAt when the first postponed recipient may be sent to; null when there is none, or their quiet hours never end
 * @param bill of a dry run what the run would cost by; else null
 * @param referenceIds the provider's IDs of the accepted requests, the first {@value #MAX_REFERENCE_IDS} of them; as JSON the first ten
 * @param problems what went wrong, in the order in which it did, a line each; the first {@value #MAX_PROBLEMS} of them
 * @param recipients the outcome of each recipient that was read, in the order of the list; null when they are more than
 *     {@value #MAX_RECIPIENTS}
 * @param outcomes where those are read from who were not accepted, by name
 */
@JsonPropertyOrder({"campaign", "run"})
public record BulkSmsResult(
        String campaign,
        String run,
        @JsonUnwrapped Counts counts,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long outsidePlan,
        int segments,
        @JsonInclude(JsonInclude.Include.NON_NULL) String encoding,
        @JsonInclude(JsonInclude.Include.NON_NULL) String encodingForcedBy,
        boolean dryRun,
        @JsonInclude(JsonInclude.Include.NON_NULL) FailureCode code,
        @JsonInclude(JsonInclude.Include.NON_NULL) String stopped,

        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonSerialize(using = ToStringSerializer.class)
        Instant resumeAt,

        @JsonInclude(JsonInclude.Include.NON_NULL) Bill bill,

        @JsonSerialize(converter = FewIds.class) List<String> referenceIds,
        List<String> problems,
        @JsonIgnore List<RecipientOutcome> recipients,
        @JsonIgnore RecipientOutcome.Reader outcomes)
        implements AutoCloseable {

    public static final int MAX_REFERENCE_IDS = 100;
    public static final int MAX_PROBLEMS = 10;
    /** Recipients of a longer list are named only where they were not accepted. */
    public static final int MAX_RECIPIENTS = 1000;

    /** A log or an answer is none the wiser for more of them. */
    static final class FewIds extends StdConverter<List<String>, List<String>> {

        private static final int MAX_SHOWN = 10;

        @Override
        public List<String> convert(List<String> ids) {
            return ids.subList(0, Math.min(ids.size(), MAX_SHOWN));
        }
    }

    /** The result of a run that could not be begun: no recipient was read. */
    public static BulkSmsResult notBegun(String campaign, String run, FailureCode code, String reason) {
        return new BulkSmsResult(
                campaign,
                run,
                Counts.NONE,
                0,
                0,
                null,
                null,
                false,
                code,
                reason,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                RecipientOutcome.Reader.NONE);
    }

    /** Whether the run came to its end, and no recipient was refused, unknown or, except in a dry run, postponed or unsent. */
    public boolean allWell() {
        if (stopped != null) {
            return false;
        }
        for (Outcome outcome : Outcome.values()) {
            if (counts.of(outcome) > 0 && isUnwelcome(outcome)) {
                return false;
            }
        }
        return true;
    }

    private boolean isUnwelcome(Outcome outcome) {
        return switch (outcome) {
            case ACCEPTED, INVALID, DUPLICATE, SUPPRESSED -> false;
            case REFUSED, UNKNOWN -> true;
            case POSTPONED, UNSENT -> !dryRun;
        };
    }

    public long read() {
        return counts.read();
    }

    public long accepted() {
        return counts.accepted();
    }

    public long invalid() {
        return counts.invalid();
    }

    public long duplicates() {
        return counts.duplicates();
    }

    public long suppressed() {
        return counts.suppressed();
    }

    public long postponed() {
        return counts.postponed();
    }

    public long refused() {
        return counts.refused();
    }

    public long unsent() {
        return counts.unsent();
    }

    public long unknown() {
        return counts.unknown();
    }

    public long requests() {
        return counts.requests();
    }

    public long batches() {
        return counts.batches();
    }

    /** What went wrong, in a line; null when all is well. */
    public String whatWentWrong() {
        if (allWell()) {
            return null;
        }
        return stopped != null ? stopped : problems.stream().findFirst().orElse(code == null ? null : code.label());
    }

    /** Whether nothing was sent because all recipients got the message before, or by another run. */
    public boolean nothingNew() {
        return allWell() && !dryRun && counts.requests() == 0;
    }

    /**
     * The recipients of that outcome, in the order in which it was known; nothing for accepted and duplicate ones, which
     * are only counted. To be closed by the caller.
     *
     * @throws IllegalStateException when the result is closed and had spooled
     */
    public Stream<RecipientOutcome> recipients(Outcome outcome) {
        return outcomes.stream().filter(recipient -> recipient.outcome() == outcome);
    }

    /**
     * The invalid recipients in the form in which they came, for a file that can be mended and fed in again: their lines as they
     * stood, below their header line if there was one, in the charset of the list. Rows and elements come as lines
     * {@code phone,session_id}. Empty when no recipient is invalid. To be closed by the caller.
     *
     * @throws IllegalStateException when the result is closed and had spooled
     */
    public InputStream invalidLines() {
        return outcomes.lines(Outcome.INVALID);
    }

    /**
     * The recipients of that outcome as lines that {@code bulksms:} can read again: invalid ones as {@link #invalidLines},
     * others as {@code phone,sessionId} in UTF-8. To be closed by the caller.
     *
     * @throws IllegalStateException when the result is closed and had spooled
     */
    public InputStream lines(Outcome outcome) {
        return outcomes.lines(outcome);
    }

    /**
     * All recipients who were not accepted and are no duplicates, each with the reason, as CSV in UTF-8 for spreadsheets: the columns are
     * {@value RecipientOutcome.Reader#REPORT_HEADER}. Where the list was not read to its end, or not at all, a last line without a
     * number says why. To be closed by the caller.
     *
     * @throws IllegalStateException when the result is closed and had spooled
     */
    public InputStream notAccepted() {
        String lastLine = code == null || stopped == null
                ? ""
                : ",,," + code.label() + ",\"" + stopped.replace("\"", "\"\"") + "\"\n";
        return outcomes.report(lastLine.stripTrailing());
    }

    /** One line, for logs and people. */
    @Override
    public String toString() {
        return "campaign=" + campaign + " run=" + run + " " + counts;
    }

    @Override
    public void close() {
        outcomes.close();
    }
}
