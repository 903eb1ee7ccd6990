package io.github.camelbulksms.recipient;

/**
 * What happened to a recipient who was not simply sent to.
 *
 * @param outcome invalid, refused, unsent or unknown
 * @param position where the recipient stands in its list (line or element), counted from 1
 * @param text the recipient as a line: as it came when invalid, else {@code phone} or {@code phone,sessionId}
 * @param reason why
 */
public record RecipientOutcome(Outcome outcome, long position, String text, String reason) {

    /** Leaves the recipient out: this is what reaches logs. */
    @Override
    public String toString() {
        return outcome + " at " + position + ": " + reason;
    }
}
