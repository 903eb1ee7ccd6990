package io.github.camelbulksms.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.provider.BulkMessage;
import io.github.camelbulksms.provider.Credentials;
import io.github.camelbulksms.provider.ProviderClient;
import io.github.camelbulksms.provider.Transport;
import io.github.camelbulksms.recipient.Entry;
import io.github.camelbulksms.recipient.Outcome;
import io.github.camelbulksms.recipient.RecipientSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static final Transport ACCEPTING =
            (form, headers) -> new Transport.Reply(200, "{\"status\":{\"code\":293}}".getBytes(StandardCharsets.UTF_8));

    private final ExecutorService executor = Executors.newCachedThreadPool();

    @AfterEach
    void stopThreads() {
        executor.shutdownNow();
    }

    @Test
    void countsAddUpAndEverybodyIsNamedWhateverHappens() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            List<String> lines = new ArrayList<>();
            for (int i = random.nextInt(500) + 1; i > 0; i--) {
                lines.add(random.nextInt(10) == 0 ? "rubbish" : Long.toString(1_000_000 + random.nextInt(2000)));
            }
            Transport moody = (form, headers) -> {
                synchronized (random) {
                    return switch (random.nextInt(8)) {
                        case 0 -> throw new IOException("cut");
                        case 1 -> throw new Transport.NotSentException("refused", null);
                        case 2 -> throw new IllegalStateException("bug");
                        case 3 -> new Transport.Reply(400, "{\"status\":{\"code\":500}}".getBytes());
                        default -> ACCEPTING.post(form, headers);
                    };
                }
            };
            BulkSmsResult result = deliver(
                    RecipientSource.of(lines),
                    new DeliverySettings(1 + random.nextInt(50), 1 + random.nextInt(6), true),
                    moody);

            assertThat(result.read()).isEqualTo(lines.size());
            for (Outcome outcome : List.of(Outcome.INVALID, Outcome.REFUSED, Outcome.UNSENT, Outcome.UNKNOWN)) {
                long counted =
                        switch (outcome) {
                            case INVALID -> result.invalid();
                            case REFUSED -> result.refused();
                            case UNSENT -> result.unsent();
                            default -> result.unknown();
                        };
                assertThat(result.recipients(outcome).count()).isEqualTo(counted);
            }
            result.close();
        }
    }

    @Test
    void manyNamesAreSpooledAndGoneWhenTheResultIsClosed() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            lines.add("rubbish " + i);
        }
        BulkSmsResult result = deliver(RecipientSource.of(lines), new DeliverySettings(1000, 4, true), ACCEPTING);

        try (var invalid = result.recipients(Outcome.INVALID)) {
            assertThat(invalid.map(recipient -> recipient.text())).isEqualTo(lines);
        }
        result.close();
        assertThatThrownBy(() -> result.recipients(Outcome.INVALID)).hasMessageContaining("the result is closed");
    }

    @Test
    void aSourceThatBreaksLeavesWhatWasReadWithAnOutcome() throws Exception {
        RecipientSource broken = new BreakingSource(25);
        BulkSmsResult result = deliver(broken, new DeliverySettings(10, 1, true), ACCEPTING);

        assertThat(result.accepted()).isEqualTo(20);
        assertThat(result.unsent()).isEqualTo(5);
        assertThat(result.invalid()).isEqualTo(1);
        assertThat(result.problems()).containsExactly("what follows was not read: disk gone");
    }

    @Test
    void aSourceThatEndsInAnErrorIsNeverAllWell() throws Exception {
        RecipientSource broken = new BreakingSource(1);
        assertThat(deliver(broken, new DeliverySettings(1, 1, true), ACCEPTING).allWell())
                .isFalse();
    }

    @Test
    void withoutThreadsTheCallerDoesTheWork() throws Exception {
        BulkSmsResult result = new Delivery(
                        request(RecipientSource.of(List.of("1234567", "1234568", "1234569"))),
                        new DeliverySettings(1, 4, true),
                        client(ACCEPTING),
                        (run, counts) -> {})
                .start(task -> {
                    throw new RejectedExecutionException();
                })
                .join();

        assertThat(result.accepted()).isEqualTo(3);
    }

    @Test
    void invalidLinesBeforeABreakAtTheVeryStartKeepTheirNames() throws Exception {
        BulkSmsResult result = deliver(new BreakingSource(0), new DeliverySettings(10, 4, true), ACCEPTING);

        assertThat(result.invalid()).isEqualTo(1);
        assertThat(result.allWell()).isFalse();
        assertThat(result.problems()).containsExactly("what follows was not read: disk gone");
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
        BulkSmsResult result = deliver(
                RecipientSource.of(new AbstractCollection<String>() {
                    @Override
                    public Iterator<String> iterator() {
                        return breaking;
                    }

                    @Override
                    public int size() {
                        return 26;
                    }
                }),
                new DeliverySettings(10, 3, true),
                ACCEPTING);

        assertThat(result.read()).isEqualTo(25);
        assertThat(result.accepted()).isEqualTo(20);
        assertThat(result.unsent()).isEqualTo(5);
        assertThat(result.allWell()).isFalse();
    }

    @Test
    void whenNoThreadCanBeMadeTheRunGoesOnWithThoseThereAre() throws Exception {
        BulkSmsResult result = new Delivery(
                        request(RecipientSource.of(List.of("1234567", "1234568", "1234569"))),
                        new DeliverySettings(1, 4, true),
                        client(ACCEPTING),
                        (run, counts) -> {})
                .start(task -> {
                    throw new OutOfMemoryError("unable to create native thread");
                })
                .join();

        assertThat(result.accepted()).isEqualTo(3);
    }

    private static final class BreakingSource implements RecipientSource {

        private final int good;
        private long read;

        BreakingSource(int good) {
            this.good = good;
        }

        @Override
        public Entry next() throws IOException {
            if (++read == good + 2) {
                throw new IOException("disk gone");
            }
            return Entry.ofLine(read, read > good ? "rubbish" : Long.toString(1_000_000 + read));
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private BulkSmsResult deliver(RecipientSource source, DeliverySettings settings, Transport transport)
            throws IOException {
        return new Delivery(request(source), settings, client(transport), (run, counts) -> {})
                .start(executor)
                .join();
    }

    private static ProviderClient client(Transport transport) {
        return new ProviderClient(new Credentials.Basic("id", "key"), transport);
    }

    private static SendRequest request(RecipientSource source) {
        return new SendRequest(new Run("sale", "r"), new BulkMessage("Hello", null, null, null), source);
    }
}
