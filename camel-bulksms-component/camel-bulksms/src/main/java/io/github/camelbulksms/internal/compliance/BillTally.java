package io.github.camelbulksms.internal.compliance;

import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.numbering.NumberOrigin;
import io.github.camelbulksms.internal.recipient.numbering.NumberOrigins;
import io.github.camelbulksms.model.Bill;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Counts what a run would cost by; its memory does not grow with the recipients. Not thread-safe. */
public final class BillTally {

    private static final Pattern QUOTED = Pattern.compile("'[^']*'");
    private static final String OTHER_REASONS = "other reasons";

    private final NumberOrigins origins = new NumberOrigins();
    private final Map<NumberOrigin, long[]> recipients = new HashMap<>();
    private final Map<String, Long> invalid = new HashMap<>();

    /** Counts recipients who would be sent to. */
    public void add(RecipientBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            NumberOrigin origin = origins.of(batch.bytes(), batch.start(i), batch.digitsEnd(i));
            recipients.computeIfAbsent(origin, first -> new long[1])[0]++;
        }
    }

    /** Counts a recipient without a usable number or session ID. */
    public void addInvalid(String reason) {
        // some repeat what was read
        String general = QUOTED.matcher(reason).replaceAll("'…'");
        boolean isKnown = invalid.containsKey(general) || invalid.size() < Bill.MAX_REASONS - 1;
        invalid.merge(isKnown ? general : OTHER_REASONS, 1L, Long::sum);
    }

    /**
     * @param segments of each message
     */
    public Bill bill(int segments) {
        List<Bill.Line> lines = recipients.entrySet().stream()
                .map(origin -> new Bill.Line(
                        origin.getKey().region(),
                        origin.getKey().kind(),
                        origin.getValue()[0],
                        segments * origin.getValue()[0]))
                .sorted(Comparator.comparing(Bill.Line::segments)
                        .reversed()
                        .thenComparing(Bill.Line::country)
                        .thenComparing(Bill.Line::kind))
                .toList();
        return new Bill(lines, new TreeMap<>(invalid));
    }
}
