package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.internal.recipient.ListForm;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RecipientOutcome;
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
 * Until it is sealed guarded by the run's lock ({@link RunWorkers}); then not changed any more, and read by any number of threads.
 */
final class OutcomeSpool implements RecipientOutcome.Reader {

    private static final int MEMORY_BYTES = 256 * 1024;
    private static final byte TEXT = 0;
    private static final byte NUMBER = 1;
    private static final byte NUMBER_AND_SESSION_ID = 2;

    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private final Map<String, Integer> reasonNumbers = new HashMap<>();
    private final List<String> reasons = new ArrayList<>();
    private DataOutputStream out = new DataOutputStream(memory);
    private Path file;
    // volatile: written by the thread that ends the exchange, read by any
    private volatile boolean closed;
    private ListForm form = ListForm.LINES;

    void add(RecipientOutcome outcome) throws IOException {
        out.writeByte(outcome.outcome().ordinal());
        out.writeLong(outcome.position());
        out.writeInt(numberOf(outcome.reason()));
        Recipient recipient = outcome.recipient();
        if (recipient == null) {
            out.writeByte(TEXT);
            write(outcome.text());
        } else {
            String sessionId = recipient.sessionId();
            out.writeByte(sessionId == null ? NUMBER : NUMBER_AND_SESSION_ID);
            out.writeLong(Long.parseLong(recipient.phoneNumber()));
            if (sessionId != null) {
                write(sessionId);
            }
        }
        if (file == null && memory.size() > MEMORY_BYTES) {
            file = SpoolFolder.newFile(".outcomes");
            out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
            memory.writeTo(out);
            memory.reset();
        }
    }

    /**
     * Ends the writing.
     *
     * @param form of the list that was read
     */
    void seal(ListForm form) throws IOException {
        this.form = form;
        out.close();
    }

    public Stream<RecipientOutcome> stream() {
        if (closed) {
            throw isClosed(null);
        }
        if (reasons.isEmpty()) {
            return Stream.empty();
        }
        DataInputStream in = new DataInputStream(new BufferedInputStream(open()));
        Iterator<RecipientOutcome> iterator = new SpoolIterator(in);
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(() -> closeQuietly(in));
    }

    /** The texts of the recipients of an outcome, a line each; invalid ones in the form in which they came. */
    public InputStream lines(Outcome outcome) {
        Stream<RecipientOutcome> recipients = stream();
        Iterator<String> texts = recipients
                .filter(recipient -> recipient.outcome() == outcome)
                .map(RecipientOutcome::text)
                .iterator();
        return new RejectedLinesInputStream(outcome == Outcome.INVALID ? form : ListForm.LINES, texts, recipients);
    }

    @Override
    public InputStream report(String lastLine) {
        Stream<RecipientOutcome> recipients = stream();
        Stream<String> lines = recipients.map(ReportLine::of);
        Iterator<String> all = (lastLine.isEmpty() ? lines : Stream.concat(lines, Stream.of(lastLine))).iterator();
        // a report without a line has its header all the same
        ListForm header = ListForm.LINES.withHeader(REPORT_HEADER);
        return all.hasNext()
                ? new RejectedLinesInputStream(header, all, recipients)
                : new ByteArrayInputStream(header.start());
    }

    @Override
    public void close() {
        closed = true;
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                file.toFile().deleteOnExit();
            }
        }
    }

    private void write(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
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
            throw isClosed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IllegalStateException isClosed(IOException cause) {
        return new IllegalStateException(
                "the result is closed: its recipients can be read until the exchange is done", cause);
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
                byte kind = in.readByte();
                if (kind == TEXT) {
                    return RecipientOutcome.invalid(position, readText(), reason);
                }
                String phoneNumber = Long.toString(in.readLong());
                String sessionId = kind == NUMBER_AND_SESSION_ID ? readText() : null;
                return RecipientOutcome.of(
                        Outcome.values()[outcome], position, new Recipient(phoneNumber, sessionId), reason);
            } catch (EOFException e) {
                throw new UncheckedIOException("the spooled recipients were cut short", e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String readText() throws IOException {
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
