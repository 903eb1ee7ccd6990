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
}
