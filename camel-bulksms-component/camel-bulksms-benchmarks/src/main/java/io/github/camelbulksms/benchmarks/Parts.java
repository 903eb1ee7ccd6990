package io.github.camelbulksms.benchmarks;

import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.provider.AuthMethod;
import io.github.camelbulksms.internal.provider.BulkMessage;
import io.github.camelbulksms.internal.provider.Credentials;
import io.github.camelbulksms.internal.provider.ReplyReader;
import io.github.camelbulksms.internal.provider.RequestForm;
import io.github.camelbulksms.internal.provider.Transport.Reply;
import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.ListOptions;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.RecipientInput;
import io.github.camelbulksms.internal.recipient.RecipientSource;
import io.github.camelbulksms.internal.recipient.SessionIds;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReader;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.NumberCheck;
import io.github.camelbulksms.model.Recipient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** The pure parts of the component, one by one, each with the work of one request. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Parts {

    private static final int REQUEST = 1000;

    private final byte[] lines = lines(new Lists(Lists.Numbers.SHUFFLED)::line);
    private final byte[] linesWithSessionIds = lines(new Lists(Lists.Numbers.SHUFFLED)::lineWithSessionId);
    private final PhoneNumberReader numbers = new PhoneNumberReader(NumberCheck.shape, null, null);
    private final SessionIds sessionIds = new SessionIds("sale", "first");
    private final RequestForm requestForm = new RequestForm(new BulkMessage(MeasuredPeer.TEXT, null, null, null));
    private final RecipientBatch recipients = recipients(linesWithSessionIds);
    private final ByteBuffer form = requestForm.encode(recipients, ByteBuffer.allocate(0));
    private final byte[] sessionId = new byte[SessionIds.LENGTH];
    private final Credentials basic = Credentials.of(AuthMethod.basic, "benchmark", "YmVuY2htYXJr");
    private final Credentials digest = Credentials.of(AuthMethod.digest, "benchmark", "YmVuY2htYXJr");
    private final Instant now = Instant.parse("2026-11-25T10:00:00Z");
    private final Reply reply = new Reply(200, FastStubProgram.JSON.getBytes(StandardCharsets.UTF_8), null);

    /** A list of which a hundred requests have been sent. */
    @State(Scope.Thread)
    public static class Seen {

        private final RecipientSet set = RecipientSet.of(DuplicateRecipient.skip);
        private final ValidEntry[] known = new ValidEntry[100 * REQUEST];
        private int next;

        public Seen() {
            for (int i = 0; i < known.length; i++) {
                known[i] = new ValidEntry(i, new Recipient(Long.toString(Lists.Numbers.SHUFFLED.number(i)), null));
                set.add(known[i]);
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(REQUEST)
    public void lineWithoutSessionId(Blackhole hole) throws IOException {
        read(lines, hole);
    }

    @Benchmark
    @OperationsPerInvocation(REQUEST)
    public void lineWithSessionId(Blackhole hole) throws IOException {
        read(linesWithSessionIds, hole);
    }

    private void read(byte[] text, Blackhole hole) throws IOException {
        try (RecipientSource source =
                RecipientInput.of(text, ListOptions.of(numbers)).orElseThrow().open()) {
            for (Entry entry = source.next(); entry != null; entry = source.next()) {
                hole.consume(entry);
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(REQUEST)
    public void knownNumber(Seen seen, Blackhole hole) {
        seen.next = seen.next == seen.known.length ? 0 : seen.next;
        for (int end = seen.next + REQUEST; seen.next < end; seen.next++) {
            hole.consume(seen.set.add(seen.known[seen.next]));
        }
    }

    @Benchmark
    @OperationsPerInvocation(REQUEST)
    public void sessionId(Blackhole hole) {
        for (int i = 0; i < recipients.size(); i++) {
            sessionIds.write(recipients.phoneNumber(i), sessionId, 0);
            hole.consume(sessionId);
        }
    }

    @Benchmark
    @OperationsPerInvocation(REQUEST)
    public ByteBuffer recipientInForm() {
        return requestForm.encode(recipients, form);
    }

    @Benchmark
    public Map<String, String> basicHeader() {
        return basic.headers(form, now, () -> "4f8c");
    }

    @Benchmark
    public Map<String, String> digestOfForm() {
        return digest.headers(form, now, () -> "4f8c");
    }

    @Benchmark
    public AttemptResult reply() {
        return ReplyReader.read(reply, now);
    }

    private static byte[] lines(Supplier<String> line) {
        return String.join("\n", Stream.generate(line).limit(REQUEST).toList()).getBytes(StandardCharsets.US_ASCII);
    }

    private static RecipientBatch recipients(byte[] lines) {
        return RecipientBatch.of(Arrays.stream(new String(lines, StandardCharsets.US_ASCII).split("\n"))
                .map(line -> line.split(","))
                .map(cells -> new Recipient(cells[0], cells[1]))
                .toList());
    }
}
