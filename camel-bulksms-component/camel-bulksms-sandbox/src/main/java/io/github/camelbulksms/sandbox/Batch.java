package io.github.camelbulksms.sandbox;

import java.util.List;

/** The messages of one accepted request, by column: a million of them take some 60 MB. Thread-safe. */
final class Batch {

    /** The objects of a batch themselves, roughly. */
    private static final int OVERHEAD = 600;

    private static final int BYTES_OF_A_MESSAGE = Long.BYTES + 2 * Short.BYTES;

    private final long firstNumber;
    private final Envelope envelope;
    private final long[] phoneNumbers;
    private final SessionIds sessionIds;
    private final short[] finalCodes;
    /** The last status of each message, 0 for none; guarded by this. */
    private final short[] statuses;

    /**
     * @param firstNumber the number of the first message
     * @param finalCodes the last status that each message will have
     */
    Batch(long firstNumber, Envelope envelope, List<BulkRequest.Addressee> addressees, short[] finalCodes) {
        this.firstNumber = firstNumber;
        this.envelope = envelope;
        this.finalCodes = finalCodes;
        phoneNumbers = addressees.stream()
                .mapToLong(addressee -> Long.parseLong(addressee.phoneNumber()))
                .toArray();
        sessionIds = new SessionIds(addressees);
        statuses = new short[finalCodes.length];
    }

    long firstNumber() {
        return firstNumber;
    }

    long lastNumber() {
        return firstNumber + phoneNumbers.length - 1;
    }

    int size() {
        return phoneNumbers.length;
    }

    Envelope envelope() {
        return envelope;
    }

    long phoneNumber(int index) {
        return phoneNumbers[index];
    }

    String sessionId(int index) {
        return sessionIds.get(index);
    }

    int finalCode(int index) {
        return Math.abs(finalCodes[index]);
    }

    /** The last status, 0 for none. */
    synchronized int status(int index) {
        return statuses[index];
    }

    /** Sets the last status, and returns the one before. */
    synchronized int status(int index, int code) {
        int before = statuses[index];
        statuses[index] = (short) code;
        return before;
    }

    AcceptedMessage message(int index) {
        Envelope.Fields form = envelope.form();
        return new AcceptedMessage(
                firstNumber + index,
                envelope.referenceId(),
                Long.toString(phoneNumbers[index]),
                sessionIds.get(index),
                form.template(),
                form.ucid(),
                form.senderId(),
                form.sessionId(),
                finalCodes[index] > 0 ? (int) finalCodes[index] : null);
    }

    /** How much memory it takes, roughly. */
    long bytes() {
        // a character takes a byte or two
        return OVERHEAD
                + 2L * envelope.form().template().length()
                + sessionIds.size()
                + (long) BYTES_OF_A_MESSAGE * phoneNumbers.length;
    }
}
