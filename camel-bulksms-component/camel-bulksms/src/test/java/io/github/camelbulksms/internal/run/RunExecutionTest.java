package io.github.camelbulksms.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.internal.compliance.Compliance;
import io.github.camelbulksms.internal.journal.Journal;
import io.github.camelbulksms.internal.journal.JournalException;
import io.github.camelbulksms.internal.journal.PriorOutcomes;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.internal.provider.BulkMessage;
import io.github.camelbulksms.internal.provider.Credentials;
import io.github.camelbulksms.internal.provider.ProviderApi;
import io.github.camelbulksms.internal.provider.ProviderClient;
import io.github.camelbulksms.internal.provider.Transport;
import io.github.camelbulksms.internal.recipient.Entry;
import io.github.camelbulksms.internal.recipient.ListOptions;
import io.github.camelbulksms.internal.recipient.RecipientBatch;
import io.github.camelbulksms.internal.recipient.RecipientInput;
import io.github.camelbulksms.internal.recipient.RecipientPipeline;
import io.github.camelbulksms.internal.recipient.RecipientSource;
import io.github.camelbulksms.internal.recipient.ValidEntry;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReader;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.DuplicateRecipient;
import io.github.camelbulksms.model.InvalidRecipient;
import io.github.camelbulksms.model.NumberCheck;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.model.RecipientOutcome;
import io.github.camelbulksms.model.SessionIdMode;
import io.github.camelbulksms.model.UnknownOutcome;
import io.github.camelbulksms.spi.RateLimiter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RunExecutionTest {

    /** Random lists of the longest test; fewer where it is repeated for each mutation. */
    private static final int ROUNDS = Integer.getInteger("bulksms.rounds", 10_000);

    private static final Transport ACCEPTING = (form, headers) ->
            new Transport.Reply(200, "{\"status\":{\"code\":293}}".getBytes(StandardCharsets.UTF_8), null);

    private static final RecipientPipeline INTAKE =
            new RecipientPipeline(DuplicateRecipient.skip, SessionIdMode.generate);

    private final ExecutorService executor = Executors.newCachedThreadPool();

    @AfterEach
    void stopThreads() {
        executor.shutdownNow();
    }

    @Test
    void countsAddUpAndEverybodyIsNamedWhateverHappens() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < ROUNDS; round++) {
            List<String> lines = randomLines(random);
            int breaksAfter = random.nextInt(10) == 0 ? random.nextInt(lines.size()) : Integer.MAX_VALUE;
            Set<String> truth = ConcurrentHashMap.newKeySet();
            BulkSmsResult result;
            try {
                result = deliver(
                        randomForm(lines, breaksAfter, random),
                        new RunSettings(
                                1 + random.nextInt(20),
                                1 + random.nextInt(4),
                                INTAKE,
                                randomLimits(random),
                                RetryPolicy.NEVER,
                                UnknownOutcome.hold),
                        moody(new Random(round), truth));
            } catch (IOException | UncheckedIOException e) {
                assertThat(breaksAfter).isZero();
                continue;
            }
            if (breaksAfter >= lines.size()) {
                assertThat(result.read()).isEqualTo(lines.size());
            } else {
                assertThat(result.allWell()).isFalse();
            }
            assertThat(result.accepted()).isLessThanOrEqualTo(truth.size());
            assertThat(result.accepted() + result.unknown()).isGreaterThanOrEqualTo(truth.size());
            assertThat(named(result, Outcome.UNSENT))
                    .hasSize((int) result.unsent())
                    .noneMatch(truth::contains);
            assertThat(named(result, Outcome.REFUSED))
                    .hasSize((int) result.refused())
                    .noneMatch(truth::contains);
            assertThat(named(result, Outcome.UNKNOWN)).hasSize((int) result.unknown());
            assertThat(named(result, Outcome.INVALID)).hasSize((int) result.invalid());
            result.close();
        }
    }

    private static SendContext context(ProviderApi provider, RateLimiter rateLimiter, Journal journal) {
        return new SendContext(
                provider, rateLimiter, new RequestPermits(64), journal, new SendMetrics(), Compliance.NONE);
    }

    private static List<String> randomLines(Random random) {
        List<String> lines = new ArrayList<>();
        for (int i = random.nextInt(80); i >= 0; i--) {
            lines.add(random.nextInt(10) == 0 ? "rubbish " + i : Long.toString(1_000_000 + random.nextInt(400)));
        }
        return lines;
    }

    private static RunLimits randomLimits(Random random) {
        return new RunLimits(
                random.nextInt(10) == 0 ? InvalidRecipient.fail : InvalidRecipient.skip,
                random.nextInt(10) == 0 ? 1 + random.nextInt(80) : Long.MAX_VALUE,
                Integer.MAX_VALUE);
    }

    private static Object randomForm(List<String> lines, int breaksAfter, Random random) {
        if (breaksAfter < lines.size()) {
            Iterator<String> iterator = lines.iterator();
            return Stream.generate(iterator::next)
                    .limit(lines.size())
                    .peek(new Consumer<String>() {
                        private int read;

                        @Override
                        public void accept(String line) {
                            if (read++ == breaksAfter) {
                                throw new UncheckedIOException(new IOException("disk gone"));
                            }
                        }
                    })
                    .iterator();
        }
        String text = String.join("\n", lines);
        return switch (random.nextInt(6)) {
            case 0 -> text;
            case 1 -> "session_id;phone\r\n;" + String.join("\r\n;", lines) + "\r\n";
            case 2 -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            case 3 -> lines.iterator();
            case 4 -> lines.stream().map(line -> Map.of("PHONE", line));
            default -> lines;
        };
    }

    /** Takes messages, or refuses, or breaks before or after it took them; what was taken is the truth. */
    private static Transport moody(Random random, Set<String> truth) {
        return (form, headers) -> {
            int mood;
            synchronized (random) {
                mood = random.nextInt(40);
            }
            switch (mood) {
                case 0 -> throw new IOException("cut before");
                case 1 -> throw new Transport.NotSentException("refused", null);
                case 2 -> throw new IllegalStateException("bug");
                case 3 -> {
                    return new Transport.Reply(
                            400, "{\"status\":{\"code\":500}}".getBytes(StandardCharsets.UTF_8), null);
                }
                default -> truth.addAll(phoneNumbers(form));
            }
            if (mood == 4) {
                throw new IOException("cut after");
            }
            return ACCEPTING.post(form, headers);
        };
    }

    private static List<String> phoneNumbers(ByteBuffer form) {
        String recipients = URLDecoder.decode(
                StandardCharsets.UTF_8
                        .decode(form.duplicate())
                        .toString()
                        .split("&")[0]
                        .substring("recipients=".length()),
                StandardCharsets.UTF_8);
        return Arrays.stream(recipients.split(","))
                .map(item -> item.split(":")[0])
                .toList();
    }

    private static List<String> named(BulkSmsResult result, Outcome outcome) {
        try (Stream<RecipientOutcome> recipients = result.recipients(outcome)) {
            return recipients.map(recipient -> recipient.text().split(",")[0]).toList();
        }
    }

    @Test
    @Tag("slow")
    void batchesConcatenateToTheListAndOnlyTheLastIsShort() throws Exception {
        Random random = new Random(2);
        for (int round = 0; round < Math.min(200, ROUNDS); round++) {
            int size = 1 + random.nextInt(1000);
            List<String> numbers = IntStream.rangeClosed(1, 1 + random.nextInt(3000))
                    .mapToObj(i -> Integer.toString(1_000_000 + i))
                    .toList();
            List<List<String>> requests = new ArrayList<>();
            Transport recording = (form, headers) -> {
                requests.add(phoneNumbers(form));
                return ACCEPTING.post(form, headers);
            };
            deliver(numbers, settings(size, 1), recording).close();

            assertThat(requests.stream().flatMap(List::stream)).isEqualTo(numbers);
            assertThat(requests.subList(0, requests.size() - 1))
                    .allSatisfy(full -> assertThat(full).hasSize(size));
        }
    }

    @Test
    void aListWithAnInvalidRecipientIsNotSentAtAllWhenItCanBeReadTwice() throws Exception {
        List<String> lines = List.of("1234567", "rubbish", "1234568", "1234567");
        BulkSmsResult result = deliver(lines, limited(InvalidRecipient.fail, Long.MAX_VALUE), ACCEPTING);

        assertThat(result)
                .hasToString(
                        "campaign=sale run=r read=4 accepted=0 invalid=1 duplicates=1 suppressed=0 postponed=0 refused=0 unsent=2 unknown=0"
                                + " requests=0");
        assertThat(result.allWell()).isFalse();
        assertThat(result.stopped())
                .startsWith("the recipient at 2 is invalid (invalidRecipient=fail): not a phone number");
    }

    @Test
    void aStreamStopsAtItsFirstInvalidRecipient() throws Exception {
        Iterator<String> lines =
                List.of("1234567", "1234568", "1234569", "rubbish", "1234570").iterator();
        BulkSmsResult result = deliver(lines, limited(InvalidRecipient.fail, Long.MAX_VALUE), ACCEPTING);

        assertThat(result.accepted()).isEqualTo(2);
        assertThat(result.unsent()).isEqualTo(2);
        assertThat(result.invalid()).isEqualTo(1);
    }

    @Test
    void aRunOfOnlyInvalidRecipientsFailsToo() throws Exception {
        assertThat(deliver(List.of("x").iterator(), limited(InvalidRecipient.fail, 10), ACCEPTING)
                        .allWell())
                .isFalse();
        assertThat(deliver(List.of("x").iterator(), limited(InvalidRecipient.skip, 10), ACCEPTING)
                        .allWell())
                .isFalse();
    }

    @Test
    void aListThatIsTooLongIsNotSentAtAllOrOnlyUpToTheLimit() throws Exception {
        List<String> lines = List.of("1234567", "1234568", "1234569", "1234570", "1234571");

        BulkSmsResult twice = deliver(lines, limited(InvalidRecipient.skip, 4), ACCEPTING);
        assertThat(twice.unsent()).isEqualTo(5);
        assertThat(twice.stopped()).isEqualTo("there are more than 4 recipients (maxRecipients)");

        BulkSmsResult once = deliver(lines.iterator(), limited(InvalidRecipient.skip, 4), ACCEPTING);
        assertThat(once.accepted()).isEqualTo(2);
        assertThat(once.unsent()).isEqualTo(3);

        assertThat(deliver(lines, limited(InvalidRecipient.skip, 5), ACCEPTING).allWell())
                .isTrue();
    }

    @Test
    void aTextOfTooManySegmentsIsRefused() {
        assertThatThrownBy(() -> new RunExecution(
                                new SendRequest(
                                        new Run("sale", "r"),
                                        0,
                                        new BulkMessage("ж".repeat(71), null, null, null),
                                        list(List.of("1234567"))),
                                new RunSettings(
                                        1,
                                        1,
                                        INTAKE,
                                        new RunLimits(InvalidRecipient.skip, 1, 1),
                                        RetryPolicy.NEVER,
                                        UnknownOutcome.hold),
                                client(ACCEPTING),
                                StopCheck.NEVER,
                                (run, counts) -> {})
                        .start(executor)
                        .join())
                .cause()
                .hasMessage("template has 2 segments (UCS2, 71 characters): expected at most 1 (maxSegments)");
    }

    @Test
    void aDryRunDoesAllButSending() throws Exception {
        BulkSmsResult result = new RunExecution(
                        request(list(List.of("1234567", "rubbish", "1234567", "1234568"))),
                        settings(1, 2),
                        outlet(ProviderApi.DRY_RUN),
                        StopCheck.NEVER,
                        (run, counts) -> {})
                .start(executor)
                .join();

        assertThat(result)
                .hasToString(
                        "campaign=sale run=r read=4 accepted=0 invalid=1 duplicates=1 suppressed=0 postponed=0 refused=0 unsent=2 unknown=0"
                                + " requests=0");
        assertThat(result.allWell()).isTrue();
        assertThat(result.dryRun()).isTrue();
    }

    @Test
    void aStreamThatWasReadBeforeIsAnErrorAndNotNobody() throws Exception {
        InputStream stream = new ByteArrayInputStream("1234567".getBytes(StandardCharsets.US_ASCII));
        assertThat(deliver(stream, settings(1, 1), ACCEPTING).accepted()).isEqualTo(1);
        assertThatThrownBy(() -> deliver(stream, settings(1, 1), ACCEPTING)).hasMessageContaining("was read before");

        Iterator<String> iterator = List.of("1234567").iterator();
        assertThat(deliver(iterator, settings(1, 1), ACCEPTING).accepted()).isEqualTo(1);
        assertThatThrownBy(() -> deliver(iterator, settings(1, 1), ACCEPTING)).hasMessageContaining("was read before");

        Stream<String> elements = Stream.of("1234567");
        assertThat(deliver(elements, settings(1, 1), ACCEPTING).accepted()).isEqualTo(1);
        assertThatThrownBy(() -> deliver(elements, settings(1, 1), ACCEPTING)).hasMessageContaining("already");
    }

    @Test
    void whoIsInvalidComesBackInTheFormInWhichItCameAndCanBeFedInAgain() throws Exception {
        String csv = "name;phone;session_id\nJoe;\"0601234567\";a\nZoë;381601234567;b\nAnn;;c\n";
        BulkSmsResult result = deliver(csv, settings(10, 1), ACCEPTING);

        String rejects = new String(result.lines(Outcome.INVALID).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(rejects).isEqualTo("name;phone;session_id\nJoe;\"0601234567\";a\nAnn;;c\n");

        String mended = rejects.replace("\"06", "\"+38160").replace(";;", ";00381601234569;");
        BulkSmsResult second = deliver(mended, settings(10, 1), ACCEPTING);
        assertThat(second.accepted()).isEqualTo(2);
        assertThat(second.lines(Outcome.INVALID)).isEmpty();
    }

    @Test
    @Tag("slow")
    void manyInvalidRecipientsComeBackThroughAFile() throws Exception {
        List<String> lines =
                IntStream.range(0, 50_000).mapToObj(i -> "rubbish " + i).toList();
        BulkSmsResult result = deliver(lines, settings(1000, 4), ACCEPTING);

        try (InputStream rejects = result.lines(Outcome.INVALID)) {
            assertThat(new String(rejects.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .skip(1))
                    .isEqualTo(lines);
        }
        result.close();
    }

    @Test
    @Tag("slow")
    void manyNamesAreSpooledAndGoneWhenTheResultIsClosed() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            lines.add("rubbish " + i);
        }
        BulkSmsResult result = deliver(lines, settings(1000, 4), ACCEPTING);

        try (var invalid = result.recipients(Outcome.INVALID)) {
            assertThat(invalid.map(recipient -> recipient.text())).isEqualTo(lines);
        }
        result.close();
        assertThatThrownBy(() -> result.recipients(Outcome.INVALID)).hasMessageContaining("the result is closed");
    }

    @Test
    void aSourceThatBreaksLeavesWhatWasReadWithAnOutcome() throws Exception {
        BulkSmsResult result = deliver(new BreakingList(25), settings(10, 1), ACCEPTING);

        assertThat(result.accepted()).isEqualTo(20);
        assertThat(result.unsent()).isEqualTo(5);
        assertThat(result.invalid()).isEqualTo(1);
        assertThat(result.problems()).containsExactly("the remaining entries were not read: disk gone");
    }

    @Test
    void aSourceThatEndsInAnErrorIsNeverAllWell() throws Exception {
        assertThat(deliver(new BreakingList(1), settings(1, 1), ACCEPTING).allWell())
                .isFalse();
    }

    @Test
    void withoutThreadsTheCallerDoesTheWork() throws Exception {
        BulkSmsResult result = new RunExecution(
                        request(list(List.of("1234567", "1234568", "1234569"))),
                        settings(1, 4),
                        client(ACCEPTING),
                        StopCheck.NEVER,
                        (run, counts) -> {})
                .start(task -> {
                    throw new RejectedExecutionException();
                })
                .join();

        assertThat(result.accepted()).isEqualTo(3);
    }

    @Test
    void invalidLinesBeforeABreakAtTheVeryStartKeepTheirNames() throws Exception {
        BulkSmsResult result = deliver(new BreakingList(0), settings(10, 4), ACCEPTING);

        assertThat(result.invalid()).isEqualTo(1);
        assertThat(result.allWell()).isFalse();
        assertThat(result.problems()).containsExactly("the remaining entries were not read: disk gone");
    }

    @Test
    void anErrorInASourceIsNeverAllWellAndLosesNobody() throws Exception {
        Iterator<String> breaking = new Iterator<>() {
            private int read;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public String next() {
                if (++read == 26) {
                    throw new StackOverflowError("deep");
                }
                return Integer.toString(1_000_000 + read);
            }
        };
        BulkSmsResult result = deliver(breaking, settings(10, 3), ACCEPTING);

        assertThat(result.read()).isEqualTo(25);
        assertThat(result.unsent()).isEqualTo(25);
        assertThat(result.allWell()).isFalse();
    }

    @Test
    void anErrorWhileAnAttemptIsNotedLeavesItsBatchUnsentAndStopsTheRun() throws Exception {
        Journal broken = (key, fingerprint, source, duplicates) -> new RunJournal() {
            @Override
            public PriorOutcomes priorOutcomes() {
                return new PriorOutcomes(duplicates);
            }

            @Override
            public boolean wasFinished() {
                return false;
            }

            @Override
            public long begin(RecipientBatch recipients) {
                throw new OutOfMemoryError("none left");
            }

            @Override
            public void finish(long attempt, AttemptResult outcome) {
                throw new AssertionError("nothing was begun");
            }

            @Override
            public void close(RunStatus status, Reading reading) {
                assertThat(status).isEqualTo(RunStatus.OPEN);
            }
        };
        BulkSmsResult result = new RunExecution(
                        request(list(List.of("1234567", "1234568", "1234569"))),
                        settings(1, 1),
                        context(form -> new AttemptResult.Accepted(null), RateLimiter.NONE, broken),
                        StopCheck.NEVER,
                        (run, counts) -> {})
                .start(executor)
                .join();

        assertThat(result.unsent()).isEqualTo(3);
        assertThat(result.stopped()).contains("none left");
    }

    @Test
    void aJournalThatWaitsForALeaseDoesNotKeepTheCallerWaiting() throws Exception {
        CountDownLatch leaseHasRunOut = new CountDownLatch(1);
        Journal waiting = (key, fingerprint, source, duplicates) -> {
            try {
                leaseHasRunOut.await();
            } catch (InterruptedException e) {
                throw JournalException.unavailable("read", e);
            }
            return RunJournal.ofNothing(duplicates);
        };
        CompletableFuture<BulkSmsResult> run = new RunExecution(
                        request(list(List.of("1234567"))),
                        settings(1, 1),
                        context(form -> new AttemptResult.Accepted(null), RateLimiter.NONE, waiting),
                        StopCheck.NEVER,
                        (one, counts) -> {})
                .start(executor);

        assertThat(run).isNotDone();
        leaseHasRunOut.countDown();
        assertThat(run.get().accepted()).isEqualTo(1);
    }

    @Test
    void whenNoThreadCanBeMadeTheRunGoesOnWithThoseThereAre() throws Exception {
        BulkSmsResult result = new RunExecution(
                        request(list(List.of("1234567", "1234568", "1234569"))),
                        settings(1, 4),
                        client(ACCEPTING),
                        StopCheck.NEVER,
                        (run, counts) -> {})
                .start(task -> {
                    throw new OutOfMemoryError("unable to create native thread");
                })
                .join();

        assertThat(result.accepted()).isEqualTo(3);
    }

    /** Numbers, one that is none, and then the disk is gone. */
    private record BreakingList(int good) implements RecipientInput {

        @Override
        public RecipientSource open() {
            return new RecipientSource() {
                private long read;

                @Override
                public Entry next() throws IOException {
                    if (++read == good + 2) {
                        throw new IOException("disk gone");
                    }
                    return read > good
                            ? new Entry.Invalid(read, "rubbish", "not a phone number")
                            : new ValidEntry(read, new Recipient(Long.toString(1_000_000 + read), null));
                }

                @Override
                public void close() {
                    // nothing is open
                }
            };
        }

        @Override
        public boolean canBeReadAgain() {
            return false;
        }
    }

    private static RunSettings settings(int batchSize, int concurrentRequests) {
        return new RunSettings(
                batchSize, concurrentRequests, INTAKE, RunLimits.NONE, RetryPolicy.NEVER, UnknownOutcome.hold);
    }

    private static RunSettings limited(InvalidRecipient invalidRecipient, long maxRecipients) {
        return new RunSettings(
                2,
                1,
                INTAKE,
                new RunLimits(invalidRecipient, maxRecipients, 1),
                RetryPolicy.NEVER,
                UnknownOutcome.hold);
    }

    private BulkSmsResult deliver(Object recipients, RunSettings settings, Transport transport) throws Exception {
        try {
            return new RunExecution(
                            request(list(recipients)),
                            settings,
                            client(transport),
                            StopCheck.NEVER,
                            (run, counts) -> {})
                    .start(executor)
                    .get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }

    private static RecipientInput list(Object recipients) {
        return RecipientInput.of(recipients, ListOptions.of(new PhoneNumberReader(NumberCheck.shape, null, null)))
                .orElseThrow();
    }

    private static SendContext client(Transport transport) {
        return outlet(new ProviderClient(new Credentials.Basic("id", "key"), transport));
    }

    private static SendContext outlet(ProviderApi sender) {
        return context(sender, RateLimiter.NONE, Journal.NONE);
    }

    private static SendRequest request(RecipientInput recipients) {
        return new SendRequest(new Run("sale", "r"), 0, new BulkMessage("Hello", null, null, null), recipients);
    }
}
