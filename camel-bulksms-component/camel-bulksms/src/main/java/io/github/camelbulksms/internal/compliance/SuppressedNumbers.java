package io.github.camelbulksms.internal.compliance;

import io.github.camelbulksms.internal.recipient.set.NumberSet;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Suppressed numbers in memory, some bytes each. Not thread-safe; when it is not changed any more, it may be asked by many threads. */
public final class SuppressedNumbers {

    private final NumberSet everywhere = new NumberSet();
    private final Map<String, NumberSet> byCampaign = new HashMap<>();

    /** Suppresses a number everywhere. */
    public void add(long phoneNumber) {
        everywhere.add(phoneNumber);
    }

    /**
     * Suppresses a number in one campaign.
     *
     * @throws IllegalArgumentException when the campaign has no name
     */
    public void add(long phoneNumber, String campaign) {
        byCampaign
                .computeIfAbsent(SuppressedNumber.requireCampaign(campaign), unseen -> new NumberSet())
                .add(phoneNumber);
    }

    /** Removes a number from those suppressed everywhere. */
    public void remove(long phoneNumber) {
        everywhere.remove(phoneNumber);
    }

    /** Removes a number from those suppressed in one campaign. */
    public void remove(long phoneNumber, String campaign) {
        NumberSet numbers = byCampaign.get(SuppressedNumber.requireCampaign(campaign));
        if (numbers != null) {
            numbers.remove(phoneNumber);
        }
    }

    /** Which of these are suppressed. */
    public BitSet of(String campaign, long[] phoneNumbers) {
        BitSet suppressed = new BitSet(phoneNumbers.length);
        everywhere.markContained(phoneNumbers, suppressed);
        NumberSet inCampaign = byCampaign.get(campaign);
        if (inCampaign != null) {
            inCampaign.markContained(phoneNumbers, suppressed);
        }
        return suppressed;
    }

    /** How many there are, in all scopes. */
    public long size() {
        return everywhere.size()
                + byCampaign.values().stream().mapToLong(NumberSet::size).sum();
    }
}
