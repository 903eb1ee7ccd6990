package io.github.camelbulksms.model;

/**
 * What happened to a recipient that needs a name: one that was not accepted. Immutable.
 *
 * @param outcome one that {@link Outcome#isNamed}: neither accepted nor duplicate
 * @param position where they stand in their list (line or element), counted from 1
 * @param recipient number and session ID; null when there is no usable number
 * @param text the recipient as a line: as it came when invalid, else {@code phone} or {@code phone,sessionId}
 * @param reason why, for people; never null
 */
public record RecipientOutcome(Outcome outcome, long position, Recipient recipient, String text, String reason) {

    /** Of a recipient with a usable number. */
    public static RecipientOutcome of(Outcome outcome, long position, Recipient recipient, String reason) {
        return new RecipientOutcome(outcome, position, recipient, recipient.toLine(), reason);
    }

    /** Of an item without one. */
    public static RecipientOutcome invalid(long position, String text, String reason) {
        return new RecipientOutcome(Outcome.INVALID, position, null, text, reason);
    }

    /** Leaves the recipient out: this is what reaches logs. */
    @Override
    public String toString() {
        return outcome + " at " + position + ": " + reason;
    }
}
