package io.github.camelbulksms.internal.recipient;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guards against the wrong list. The first entries are read before the first is handed out, so that anything wrong with them stops
 * the run before anything is sent.
 */
final class GuardedSource implements RecipientSource {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedSource.class);

    private final RecipientSource source;
    private final MaxInvalid maxInvalid;
    private final RoundedNumbers rounded = new RoundedNumbers();
    private final Queue<Entry> ahead = new ArrayDeque<>();
    private Throwable failure;
    private boolean started;
    private boolean ended;
    private long read;
    private long invalid;
    private long withoutNumber;
    private long outsidePlan;
    private Entry.Invalid firstInvalid;
    private String reasonToStop;

    GuardedSource(RecipientSource source, MaxInvalid maxInvalid) {
        this.source = source;
        this.maxInvalid = maxInvalid;
    }

    @Override
    public Entry next() throws IOException {
        if (!started) {
            started = true;
            readAhead();
        }
        if (!ahead.isEmpty()) {
            return ahead.remove();
        }
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        if (ended) {
            return null;
        }
        Entry entry = readOne();
        if (entry == null || entry instanceof Entry.Invalid) {
            judge();
        }
        return entry;
    }

    @Override
    public ListForm form() {
        return source.form();
    }

    @Override
    public String reasonToStop() {
        return reasonToStop;
    }

    @Override
    public long outsidePlan() {
        return outsidePlan;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private void readAhead() {
        try {
            while (read < FIRST_ENTRIES && !ended) {
                Entry entry = readOne();
                if (entry instanceof ValidEntry valid) {
                    ahead.add(valid.copy());
                } else if (entry != null) {
                    ahead.add(entry);
                }
            }
        } catch (Throwable e) {
            // entries that were read before the failure get their outcome first
            failure = e;
            reasonToStop = "reading the recipients failed";
        }
        judge();
    }

    private Entry readOne() throws IOException {
        Entry entry = source.next();
        if (entry == null) {
            ended = true;
            logOutsidePlan();
            return null;
        }
        read++;
        if (entry instanceof ValidEntry valid) {
            outsidePlan += valid.isOutsidePlan() ? 1 : 0;
            // among millions some are as round by chance
            if (read <= FIRST_ENTRIES && rounded.isSecond(valid) && reasonToStop == null) {
                reasonToStop =
                        "several numbers end in six zeros, as those do that a spreadsheet has rounded, up to that of"
                                + " recipient " + read
                                + ": expected all digits, from a column that is formatted as text, or + in front";
            }
        }
        if (entry instanceof Entry.Invalid unusable) {
            invalid++;
            withoutNumber += unusable.hasNoNumber() ? 1 : 0;
            firstInvalid = firstInvalid == null ? unusable : firstInvalid;
        }
        return entry;
    }

    // a number with a wrong digit looks like this, too: the line helps to find out why a message did not arrive
    private void logOutsidePlan() {
        if (outsidePlan > 0) {
            LOG.info(
                    "{} of {} recipients have a number of a possible length, but outside every range known to this version of"
                            + " libphonenumber; numberCheck=valid would refuse them",
                    outsidePlan,
                    read);
        }
    }

    private void judge() {
        if (reasonToStop == null) {
            reasonToStop = source.reasonToStop();
        }
        if (reasonToStop == null && ended && read > 0 && invalid == read) {
            reasonToStop = "no valid recipient: " + (read == 1 ? "the only one is" : "all " + read + " are")
                    + " invalid, " + first();
        }
        if (reasonToStop == null && maxInvalid.isExceededBy(invalid, withoutNumber, read)) {
            reasonToStop = invalid + " of the first " + read + " are invalid, "
                    + (withoutNumber == 0 ? "" : withoutNumber + " of them without a number, ") + first()
                    + ": expected at most " + maxInvalid.text() + " (maxInvalid)";
        }
    }

    private String first() {
        return "the first at " + firstInvalid.position() + " (" + firstInvalid.reason() + ")";
    }
}
