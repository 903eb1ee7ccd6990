package io.github.camelbulksms.sandbox;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was really accepted, in order, whatever was replied. Thread-safe; keeps the newest messages only, by count and
 * by bytes.
 */
final class TruthLog {

    /**
     * Messages of a request that were accepted.
     *
     * @param choices what is reported of each
     * @param reported whether an address for reports is set
     */
    record Accepted(Batch batch, List<ReportPlan.Choice> choices, boolean reported) {}

    /** A message that is kept. */
    record Place(Batch batch, int index) {

        long number() {
            return batch.firstNumber() + index;
        }
    }

    private final int capacity;
    private final long maxBytes;
    private final long hardCap;
    private final InstantSource clock;
    private final Tally tally = new Tally();
    /** By the number of its first message; guarded by this, as the rest is. */
    private final TreeMap<Long, Batch> batches = new TreeMap<>();

    private long bytes;
    private long total;

    /**
     * @param capacity how many messages are kept
     * @param maxBytes how much memory they may take, roughly
     * @param hardCap how many messages are accepted in all
     */
    TruthLog(int capacity, long maxBytes, long hardCap, InstantSource clock) {
        this.capacity = capacity;
        this.maxBytes = maxBytes;
        this.hardCap = hardCap;
        this.clock = clock;
    }

    synchronized Accepted accept(BulkRequest request, Envelope envelope, Reports reports) throws RefusedException {
        List<BulkRequest.Addressee> addressees = request.addressees();
        if (total + addressees.size() > hardCap) {
            throw new RefusedException(ProviderError.HARD_CAP);
        }
        List<ReportPlan.Choice> choices = new ArrayList<>(addressees.size());
        short[] finalCodes = new short[addressees.size()];
        boolean reported = reports.areAskedFor();
        for (int i = 0; i < finalCodes.length; i++) {
            ReportPlan.Choice choice = reports.choose(addressees.get(i).phoneNumber(), total + 1 + i);
            choices.add(choice);
            finalCodes[i] = (short) (reported ? choice.finalCode() : -choice.finalCode());
        }
        Batch batch = new Batch(total + 1, envelope, addressees, finalCodes);
        total += batch.size();
        batches.put(batch.firstNumber(), batch);
        bytes += batch.bytes();
        forgetOldest();
        tally.accept(batch.size());
        envelope.campaign().accept(envelope.acceptedAt(), batch.size());
        if (!reported) {
            // without reports the outcome is final at once
            for (int i = 0; i < batch.size(); i++) {
                status(new Place(batch, i), batch.finalCode(i));
            }
        }
        return new Accepted(batch, choices, reported);
    }

    /** Sets the last status of a message. */
    void status(Place place, int code) {
        MessageState before = MessageState.of(place.batch().status(place.index(), code));
        MessageState after = MessageState.of(code);
        if (before != after) {
            tally.move(before, after);
            place.batch().envelope().campaign().move(clock.instant(), before, after);
        }
    }

    List<AcceptedMessage> oldestFirst() {
        List<Batch> kept;
        long oldest;
        synchronized (this) {
            kept = List.copyOf(batches.values());
            oldest = oldest();
        }
        List<AcceptedMessage> messages = new ArrayList<>();
        for (Batch batch : kept) {
            for (int i = 0; i < batch.size(); i++) {
                if (batch.firstNumber() + i >= oldest) {
                    messages.add(batch.message(i));
                }
            }
        }
        return List.copyOf(messages);
    }

    /** The kept messages with a number below this, newest first; messages accepted meanwhile are not among them. */
    Iterator<Place> newestFirst(long before) {
        return new NewestFirst(this, before);
    }

    /** The batch with the newest kept message below this number. */
    synchronized Optional<Batch> batchBelow(long before) {
        Map.Entry<Long, Batch> entry = batches.lowerEntry(before);
        return entry == null || before <= oldest() ? Optional.empty() : Optional.of(entry.getValue());
    }

    synchronized Optional<Place> find(long number) {
        Map.Entry<Long, Batch> entry = batches.floorEntry(number);
        return entry == null || number > entry.getValue().lastNumber() || number < oldest()
                ? Optional.empty()
                : Optional.of(new Place(entry.getValue(), (int) (number - entry.getKey())));
    }

    /** The number of the oldest kept message; more than {@link #total()} when there is none. */
    synchronized long oldest() {
        long first = batches.isEmpty() ? total + 1 : batches.firstKey();
        return Math.max(first, total - capacity + 1);
    }

    synchronized long total() {
        return total;
    }

    Instant now() {
        return clock.instant();
    }

    Tally tally() {
        return tally;
    }

    synchronized void clear() {
        batches.clear();
        bytes = 0;
        total = 0;
        tally.reset();
    }

    private void forgetOldest() {
        while (!batches.isEmpty()
                && (batches.firstEntry().getValue().lastNumber() <= total - capacity
                        || bytes > maxBytes && batches.size() > 1)) {
            bytes -= batches.pollFirstEntry().getValue().bytes();
        }
    }
}
