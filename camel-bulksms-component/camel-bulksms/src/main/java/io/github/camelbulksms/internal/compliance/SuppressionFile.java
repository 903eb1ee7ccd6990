package io.github.camelbulksms.internal.compliance;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;

/** The numbers of a file, read again when it has changed. What cannot be read is never passed over: its owner would be sent to. Thread-safe. */
public final class SuppressionFile {

    /** How coarse the times of file systems may be: what was read so soon after a change may change unseen. */
    private static final Duration COARSE = Duration.ofSeconds(2);

    private final Path path;
    private final InstantSource clock;
    /** What was read last, or null. Written under this object's lock. */
    private volatile Reading last;

    private record Stamp(long length, FileTime time, Object key) {}

    /**
     * @param stamp of the file at that time
     * @param readAgainAt when it is read again though it looks the same; null for never
     */
    private record Reading(SuppressedNumbers numbers, Stamp stamp, Instant readAgainAt) {

        boolean isOf(Stamp now, Instant when) {
            return stamp.equals(now) && (readAgainAt == null || when.isBefore(readAgainAt));
        }
    }

    public SuppressionFile(Path path, InstantSource clock) {
        this.path = path;
        this.clock = clock;
    }

    /**
     * Which of these are suppressed.
     *
     * @throws IOException when the file is missing, changes while it is read, or has a line that is none; the message says which
     */
    public BitSet suppressed(String campaign, long[] phoneNumbers) throws IOException {
        return current().numbers().of(campaign, phoneNumbers);
    }

    /** How many numbers it holds. */
    public long size() throws IOException {
        return current().numbers().size();
    }

    private Reading current() throws IOException {
        Reading reading = last;
        return reading != null && reading.isOf(stamp(), clock.instant()) ? reading : readAgain();
    }

    private synchronized Reading readAgain() throws IOException {
        Stamp before = stamp();
        Instant now = clock.instant();
        if (last != null && last.isOf(before, now)) {
            // another thread has read it meanwhile
            return last;
        }
        SuppressedNumbers numbers = read();
        if (!stamp().equals(before)) {
            throw new IOException(path + " was changed while it was read: expected a new list to be moved to its place"
                    + " as a whole");
        }
        Instant settled = before.time().toInstant().plus(COARSE);
        last = new Reading(numbers, before, now.isBefore(settled) ? settled : null);
        return last;
    }

    private Stamp stamp() throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
        } catch (NoSuchFileException e) {
            throw new IOException(path + " does not exist: expected the suppression list, an empty file if there is"
                    + " no number in it");
        }
    }

    private SuppressedNumbers read() throws IOException {
        SuppressedNumbers numbers = new SuppressedNumbers();
        try (BufferedReader reader = Files.newBufferedReader(path)) {
            long number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                String text = number == 1 ? withoutByteOrderMark(line) : line;
                if (!text.isBlank() && !(number == 1 && isHeader(text))) {
                    add(text, number, numbers);
                }
            }
            return numbers;
        } catch (CharacterCodingException e) {
            throw new IOException(path + " is not UTF-8: expected UTF-8", e);
        }
    }

    private void add(String line, long number, SuppressedNumbers numbers) throws IOException {
        int end = endOfCell(line);
        try {
            String campaign = end == line.length() ? "" : unquoted(line.substring(end + 1));
            long phoneNumber = SuppressedNumber.parse(unquoted(line.substring(0, end)));
            if (campaign.isEmpty()) {
                numbers.add(phoneNumber);
            } else {
                numbers.add(phoneNumber, campaign);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(path + ", line " + number + ": " + e.getMessage(), e);
        }
    }

    private static int endOfCell(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == ',' || line.charAt(i) == ';' || line.charAt(i) == '\t') {
                return i;
            }
        }
        return line.length();
    }

    private static String unquoted(String cell) {
        String text = cell.strip();
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1).strip()
                : text;
    }

    private static boolean isHeader(String line) {
        return line.chars().noneMatch(Character::isDigit) && line.chars().anyMatch(Character::isLetter);
    }

    private static String withoutByteOrderMark(String line) {
        return line.startsWith("\uFEFF") ? line.substring(1) : line;
    }
}
