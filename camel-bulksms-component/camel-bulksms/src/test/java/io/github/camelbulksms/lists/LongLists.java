package io.github.camelbulksms.lists;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.BulkSmsConstants;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Assertions;

/** Lists longer than a batch, and what came of one that was sent. */
final class LongLists {

    private static final String TEXT = "long list";

    /** A run that is over, and to whom it was sent. */
    record Run(Exchange done, List<String> sent) {}

    private LongLists() {}

    static String number(int i) {
        return "38160" + (1_000_000 + i);
    }

    static String stranger(int i) {
        return "38164" + (1_000_000 + i);
    }

    static String lines(int count, IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
    }

    static Set<String> numbersOf(int lines) {
        return IntStream.range(0, lines).mapToObj(LongLists::number).collect(Collectors.toCollection(HashSet::new));
    }

    static Run run(String options, Object body) throws IOException {
        return run(options, body, () -> {});
    }

    /** One request at a time; what is done at the first is done before it is answered. */
    static Run run(String options, Object body, Runnable atFirstRequest) throws IOException {
        AtomicBoolean asked = new AtomicBoolean();
        try (WireStub provider = new WireStub(() -> {
                    if (asked.compareAndSet(false, true)) {
                        atFirstRequest.run();
                    }
                });
                ListRig camel = new ListRig(provider.baseUrl(), "customer", "YXBpLWtleQ==")) {
            Exchange done = Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(60),
                    () -> camel.send(
                            "&concurrentRequests=1" + options,
                            body,
                            Map.of(BulkSmsConstants.TEMPLATE, TEXT),
                            Map.of()));
            Counted counted = Counted.of(done);
            assertThat(counted.sumOfOutcomes()).isEqualTo(counted.read());
            return new Run(done, provider.takeSent(TEXT));
        }
    }
}
