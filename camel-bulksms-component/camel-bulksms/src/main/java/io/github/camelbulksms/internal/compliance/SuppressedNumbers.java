package io.github.camelbulksms.internal.compliance;

import io.github.camelbulksms.internal.recipient.set.NumberSet;
import io.github.camelbulksms.model.SuppressionScope;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Suppressed numbers in memory, some bytes each. Not thread-safe; when it is not changed any more, it may be asked by many threads. */
public final class SuppressedNumbers {

    private final NumberSet everywhere = new NumberSet();
    private final Map<String, NumberSet> byCampaign = new HashMap<>();

    public void add(long phoneNumber, SuppressionScope scope) {
        if (scope.campaign() == null) {
            everywhere.add(phoneNumber);
        } else {
            byCampaign
                    .computeIfAbsent(scope.campaign(), campaign -> new NumberSet())
                    .add(phoneNumber);
        }
    }

    public void remove(long phoneNumber, SuppressionScope scope) {
        NumberSet numbers = scope.campaign() == null ? everywhere : byCampaign.get(scope.campaign());
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
