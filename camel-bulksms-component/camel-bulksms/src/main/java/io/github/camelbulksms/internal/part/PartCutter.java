package io.github.camelbulksms.internal.part;

import io.github.camelbulksms.internal.provider.BulkMessage;
import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.RecipientSource;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.internal.run.Run;
import io.github.camelbulksms.internal.run.RunSettings;
import io.github.camelbulksms.internal.run.SendRequest;
import io.github.camelbulksms.model.BulkSmsPart;
import io.github.camelbulksms.model.BulkSmsPart.Addressee;
import io.github.camelbulksms.model.Recipient;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Cuts a request into parts while its recipients are read; whoever is in a planned part is left out. A part holds at most a batch
 * of recipients, invalid ones included.
 */
public final class PartCutter implements Iterator<BulkSmsPart>, Closeable {

    private final SendRequest request;
    private final RunSettings settings;
    private final RecipientSource source;
    private final PlannedRecipients planned;
    private Entry ahead;
    private long read;
    private long part;

    /**
     * @throws IOException when the recipients cannot be read
     * @throws IllegalArgumentException when there are none, or a limit forbids to send to them
     */
    PartCutter(SendRequest request, RunSettings settings, PlannedRecipients planned) throws IOException {
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
        source = settings.intake().open(request.recipients(), run.campaign(), run.name());
        try {
            ahead = read();
            if (read == 0) {
                throw new IllegalArgumentException("there is no recipient: the list is empty, or was read before");
            }
        } catch (IOException | RuntimeException e) {
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
        List<Addressee> recipients = new ArrayList<>();
        List<BulkSmsPart.Invalid> invalid = new ArrayList<>();
        long duplicates = 0;
        try {
            while (ahead != null && recipients.size() + invalid.size() < settings.batchSize()) {
                if (ahead instanceof ValidEntry valid) {
                    Recipient recipient = valid.recipient();
                    recipients.add(new Addressee(valid.position(), recipient.phoneNumber(), recipient.sessionId()));
                } else if (ahead instanceof Entry.Invalid unusable) {
                    invalid.add(new BulkSmsPart.Invalid(unusable.position(), unusable.text(), unusable.reason()));
                } else {
                    duplicates++;
                }
                ahead = read();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Run run = request.run();
        BulkMessage message = request.message();
        return new BulkSmsPart(
                BulkSmsPart.VERSION,
                run.campaign(),
                run.name(),
                ++part,
                message.template(),
                message.ucid(),
                message.senderId(),
                message.sessionId(),
                recipients,
                invalid,
                duplicates);
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
            Entry left = planned.leaves(entry, read);
            if (left != null) {
                return left;
            }
        }
        return null;
    }
}
