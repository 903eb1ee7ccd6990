package io.github.camelbulksms.delivery;

import io.github.camelbulksms.recipient.Outcome;
import io.github.camelbulksms.recipient.RecipientOutcome;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The recipients that need a name in the result: few in memory, many in a temporary file that only its owner can read.
 * Written by one thread at a time, then read by any number.
 */
public final class OutcomeSpool {

    private static final int MEMORY_BYTES = 256 * 1024;

    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private final Map<String, Integer> reasonNumbers = new HashMap<>();
    private final List<String> reasons = new ArrayList<>();
    private DataOutputStream out = new DataOutputStream(memory);
    private Path file;
    private String header;

    void add(RecipientOutcome recipient) throws IOException {
        out.writeByte(recipient.outcome().ordinal());
        out.writeLong(recipient.position());
        out.writeInt(numberOf(recipient.reason()));
        byte[] text = recipient.text().getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
        if (file == null && memory.size() > MEMORY_BYTES) {
            // a temporary file is made with access for its owner alone
            file = Files.createTempFile("bulksms-", ".outcomes");
            out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
            memory.writeTo(out);
            memory.reset();
        }
    }

    /**
     * Ends the writing.
     *
     * @param header the header line of the list that was read, or null
     */
    void seal(String header) throws IOException {
        this.header = header;
        out.flush();
        if (file != null) {
            out.close();
        }
    }

    Stream<RecipientOutcome> stream() {
        if (reasons.isEmpty()) {
            return Stream.empty();
        }
        DataInputStream in = new DataInputStream(new BufferedInputStream(open()));
        Iterator<RecipientOutcome> iterator = new SpoolIterator(in);
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(() -> closeQuietly(in));
    }

    /** The texts of the recipients of an outcome, a line each; invalid ones below the header line that they came with. */
    InputStream lines(Outcome outcome) {
        Stream<RecipientOutcome> recipients = stream();
        Iterator<String> texts = recipients
                .filter(recipient -> recipient.outcome() == outcome)
                .map(RecipientOutcome::text)
                .iterator();
        boolean belowHeader = outcome == Outcome.INVALID && header != null && texts.hasNext();
        return new LinesInputStream(belowHeader ? header : null, texts, recipients);
    }

    void close() {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                file.toFile().deleteOnExit();
            }
        }
    }

    private int numberOf(String reason) {
        return reasonNumbers.computeIfAbsent(reason, unseen -> {
            reasons.add(unseen);
            return reasons.size() - 1;
        });
    }

    private InputStream open() {
        try {
            return file == null ? new ByteArrayInputStream(memory.toByteArray()) : Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            throw new IllegalStateException(
                    "the result is closed: its recipients can be read until the exchange is done", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void closeQuietly(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class SpoolIterator implements Iterator<RecipientOutcome> {

        private final DataInputStream in;
        private RecipientOutcome ahead;

        SpoolIterator(DataInputStream in) {
            this.in = in;
            ahead = read();
        }

        @Override
        public boolean hasNext() {
            return ahead != null;
        }

        @Override
        public RecipientOutcome next() {
            if (ahead == null) {
                throw new NoSuchElementException();
            }
            RecipientOutcome current = ahead;
            ahead = read();
            return current;
        }

        private RecipientOutcome read() {
            try {
                int outcome = in.read();
                if (outcome < 0) {
                    in.close();
                    return null;
                }
                long position = in.readLong();
                String reason = reasons.get(in.readInt());
                byte[] text = new byte[in.readInt()];
                in.readFully(text);
                return new RecipientOutcome(
                        Outcome.values()[outcome], position, new String(text, StandardCharsets.UTF_8), reason);
            } catch (EOFException e) {
                throw new UncheckedIOException("the spooled recipients were cut short", e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
