package io.github.camelbulksms.internal.journal;

/**
 * The parts that a run is cut into, each noted before it is queued, so that they are known when the run is cut again. Belongs to one
 * process at a time, as a run does. Not thread-safe.
 */
public interface PartStore {

    /** Remembers nothing. */
    PartStore NONE = new PartStore() {
        @Override
        public boolean wasComplete() {
            return false;
        }

        @Override
        public void read(Reader reader) {
            // nothing was planned
        }

        @Override
        public byte[] part(long number) {
            throw new IllegalArgumentException("part " + number + " was not planned");
        }

        @Override
        public void add(long number, byte[] part) {
            // forgotten at once
        }

        @Override
        public void close(RunStatus status) {
            // nothing is held
        }
    };

    /** Is shown planned parts. */
    @FunctionalInterface
    interface Reader {

        /**
         * @param part as it was added
         * @param finished whether none of its recipients is left to be sent to
         */
        void part(long number, byte[] part, boolean finished);
    }

    /** Whether the whole run was planned when the plan was opened. */
    boolean wasComplete();

    /** Whether a recipient of a planned part was erased since: nothing more is known of them, and they are not planned again. */
    default boolean isErased(long phoneNumber) {
        return false;
    }

    /**
     * Shows the planned parts, by number, one at a time.
     *
     * @throws JournalException when they cannot be read
     */
    void read(Reader reader) throws JournalException;

    /**
     * A planned part, as it was added.
     *
     * @throws JournalException when it cannot be read
     */
    byte[] part(long number) throws JournalException;

    /**
     * Plans a part; when it returns this will be known whatever happens.
     *
     * @throws JournalException when it cannot be noted, or the plan belongs to another by now: it may not be queued then
     */
    void add(long number, byte[] part) throws JournalException;

    /**
     * Gives the plan back.
     *
     * @param status finished when the whole run is planned
     */
    void close(RunStatus status);
}
