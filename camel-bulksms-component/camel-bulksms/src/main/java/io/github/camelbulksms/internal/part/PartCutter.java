package io.github.camelbulksms.internal.part;

import io.github.camelbulksms.internal.journal.ExcludingSource;
import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.RecipientSource;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.internal.run.Run;
import io.github.camelbulksms.internal.run.RunSettings;
import io.github.camelbulksms.internal.run.SendRequest;
import io.github.camelbulksms.model.BulkSmsPart;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Cuts a request into parts while its recipients are read; recipients of a planned part are left out. A part holds at most a batch
 * of recipients, invalid ones included.
 */
final class PartCutter implements Iterator<BulkSmsPart>, Closeable {

    private final SendRequest request;
    private final RunSettings settings;
    private final RecipientSource source;
    private final PlannedRecipients planned;
    private Entry ahead;
    private long read;
    private long part;

    /**
     * @param excluded whose numbers are left out
     * @throws IOException when the recipients cannot be read
     * @throws IllegalArgumentException when there are none, or a limit forbids to send to them
     */
    PartCutter(SendRequest request, RunSettings settings, PlannedRecipients planned, RecipientSet excluded)
            throws IOException {
        this.request = request;
        this.settings = settings;
        this.planned = planned;
        part = planned.parts();
        settings.limits().check(request.message());
        String refused = settings.limits().reasonToRefuse(request.recipients());
        if (refused != null) {
            throw new IllegalArgumentException(refused);
        }
        Run run = request.run();
        source = ExcludingSource.of(
                settings.pipeline().open(request.recipients(), run.campaign(), run.name()), excluded);
        try {
            ahead = read();
            if (read == 0) {
                throw new IllegalArgumentException("there is no recipient: the list is empty, or was read before");
            }
        } catch (IOException | RuntimeException | Error e) {
            source.close();
            throw e;
        }
    }

    @Override
    public boolean hasNext() {
        return ahead != null;
    }

    /**
     * @throws UncheckedIOException when the recipients cannot be read on
     * @throws IllegalStateException when a limit forbids to send to what comes next
     */
    @Override
    public BulkSmsPart next() {
        if (ahead == null) {
            throw new NoSuchElementException();
        }
        PartContent content = new PartContent();
        try {
            while (ahead != null && content.size() < settings.batchSize()) {
                ahead.sortInto(content);
                ahead = read();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return content.toPart(request.run(), ++part, request.message());
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private Entry read() throws IOException {
        for (Entry entry = source.next(); entry != null; entry = source.next()) {
            String limit = settings.limits().reasonToStopAt(entry, ++read);
            String reason = source.reasonToStop() == null ? limit : source.reasonToStop();
            if (reason != null) {
                throw new IllegalStateException(reason);
            }
            Entry remaining = planned.leaves(entry, read);
            if (remaining != null) {
                return remaining;
            }
        }
        return null;
    }
}
