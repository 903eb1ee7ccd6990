package io.github.camelbulksms.spi;

import java.io.IOException;
import java.util.BitSet;

/** The numbers whose owners want no messages (opt-outs). Thread-safe: several batches ask at once. */
@FunctionalInterface
public interface SuppressionList {

    /** Suppresses no number. */
    SuppressionList NONE = (campaign, phoneNumbers) -> new BitSet(0);

    /**
     * Which of these numbers are suppressed, everywhere or in a campaign. Asked for each batch just before each attempt to send it, so
     * it should answer within milliseconds.
     *
     * @param campaign what is being sent
     * @param phoneNumbers 1 to 1000, in no order, each once or more: the digits, country code first, as one number, which
     *     loses nothing, as no country code begins with 0
     * @return bit n is set where {@code phoneNumbers[n]} is suppressed
     * @throws IOException when there is no telling; nothing is sent then
     */
    BitSet suppressed(String campaign, long[] phoneNumbers) throws IOException;

    /**
     * A list that can be added to. Delivery reports that say that a recipient has opted out (510) are entered by themselves where an
     * endpoint that takes reports has one. Thread-safe.
     */
    interface Writable extends SuppressionList {

        /**
         * Suppresses a number in all campaigns, those to come too; when this returns, the next batch that is asked about honours it.
         * Nothing changes where it is suppressed already.
         *
         * @param phoneNumber with country code, as people write it: {@code +381 60 123-45-67}, {@code 381601234567}
         * @throws IllegalArgumentException when it is no such number
         * @throws IOException when it could not be entered
         */
        void suppress(String phoneNumber) throws IOException;

        /**
         * Suppresses a number in one campaign.
         *
         * @param campaign what its owner wants no messages of; neither null nor blank
         * @see #suppress(String)
         */
        void suppress(String phoneNumber, String campaign) throws IOException;

        /**
         * Removes a number from those suppressed in all campaigns. Where it was suppressed in one campaign, too, it stays so.
         *
         * @param phoneNumber as {@link #suppress(String)} takes it
         * @throws IllegalArgumentException when it is no such number
         * @throws IOException when it could not be taken off
         */
        void unsuppress(String phoneNumber) throws IOException;

        /**
         * Removes a number from those suppressed in one campaign. Where it is suppressed in all, it stays so.
         *
         * @param campaign neither null nor blank
         * @see #unsuppress(String)
         */
        void unsuppress(String phoneNumber, String campaign) throws IOException;
    }
}
