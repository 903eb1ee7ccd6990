package io.github.camelbulksms.lists;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.BulkSmsConstants;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rejects that nobody mended, fed in again: the same are rejected, and nobody is sent to. A few by itself; more by
 *
 * <pre>{@code
 * mvn -pl camel-bulksms-component/camel-bulksms -am test -Dtest=RejectsTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dbulksms.rejects=100000 -Dbulksms.seed=2026
 * }</pre>
 *
 * {@code -Dbulksms.first} is the number of the list to begin with.
 */
class RejectsTest {

    private static final int LISTS_OF_A_CONTEXT = 20_000;
    private static final int FAILURES_SHOWN = 20;

    private static WireStub sharedProvider;
    private static ListRig sharedCamel;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startOnce() throws Exception {
        sharedProvider = new WireStub();
        sharedCamel = new ListRig(sharedProvider.baseUrl(), "customer", "YXBpLWtleQ==");
    }

    @AfterAll
    static void stop() throws Exception {
        sharedCamel.close();
        sharedProvider.close();
    }

    static List<ListCase> cases() {
        return ListsTest.lists()
                .filter(list -> list.body().equals("file"))
                .filter(list -> !list.matter().containsKey("bytes"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rejectsOfACaseAreRejectedAgain(ListCase list) throws Exception {
        String wrong = again(
                sharedCamel,
                sharedProvider,
                list.toString(),
                list.bytes(),
                list.options(),
                null,
                list.matter().get("exchangeCharset"));

        assertThat(wrong).as(list.toString()).isNull();
    }

    @Test
    void rejectsAreRejectedAgain() throws Exception {
        long lists = Long.getLong("bulksms.rejects", 500);
        long seed = Long.getLong("bulksms.seed", 2026);
        long started = System.nanoTime();
        long fedAgain = 0;
        List<String> failures = new ArrayList<>();

        try (WireStub provider = new WireStub()) {
            for (long number = Long.getLong("bulksms.first", 0);
                    fedAgain < lists && failures.size() < FAILURES_SHOWN; ) {
                try (ListRig camel = new ListRig(provider.baseUrl(), "customer", "YXBpLWtleQ==")) {
                    for (int i = 0; i < LISTS_OF_A_CONTEXT && fedAgain < lists; i++, number++) {
                        RandomList list = RandomList.of(seed, number);
                        if (list.text() == null
                                || !list.must().isEmpty()
                                || list.carrier().equals("header")) {
                            continue;
                        }
                        Reading reading = list.reading();
                        String options = new Reading(
                                        reading.region(),
                                        reading.check(),
                                        reading.bareNumbers(),
                                        null,
                                        reading.sessionIdColumn(),
                                        reading.maxInvalid())
                                .options();
                        String name = "list " + number + " of seed " + seed;
                        String wrong = again(camel, provider, name, list.bytes(), options, reading.phoneColumn(), null);
                        if (wrong != null) {
                            failures.add("%n%s %s: %s%nThe list:%n%s".formatted(name, reading, wrong, list.text()));
                        }
                        fedAgain++;
                    }
                }
            }
        }

        System.out.printf(
                "rejects fed in again: %,d lists with seed %d in %,d s%n",
                fedAgain, seed, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started));
        assertThat(failures).as("rejects that were read otherwise").isEmpty();
    }

    /** What was wrong, or null. */
    private String again(
            ListRig camel,
            WireStub provider,
            String name,
            byte[] bytes,
            String options,
            String phoneColumn,
            String charset)
            throws IOException {
        byte[] rejects = rejects(camel, name, bytes, options, phoneColumn, charset);
        provider.takeSent(name);
        if (rejects.length == 0) {
            return null;
        }

        String second = name + ", again";
        byte[] rejectsAgain = rejects(camel, second, rejects, options, phoneColumn, charset);

        List<String> sent = provider.takeSent(second);
        if (!sent.isEmpty()) {
            return "sent to " + sent + " of the rejects:\n" + shown(rejects);
        }
        return Arrays.equals(rejects, rejectsAgain)
                ? null
                : "rejects of the rejects:\n" + shown(rejectsAgain) + "\nof the rejects:\n" + shown(rejects);
    }

    private byte[] rejects(ListRig camel, String name, byte[] bytes, String options, String phoneColumn, String charset)
            throws IOException {
        Map<String, Object> headers =
                new HashMap<>(Map.of(BulkSmsConstants.TEMPLATE, name, BulkSmsConstants.RUN, name));
        if (phoneColumn != null) {
            headers.put("CamelBulkSmsPhoneColumn", phoneColumn);
        }
        Map<String, Object> properties = charset == null ? Map.of() : Map.of(Exchange.CHARSET_NAME, charset);
        Path file = Files.write(folder.resolve("list.csv"), bytes);

        Exchange done = camel.send(options, file.toFile(), headers, properties);

        try (InputStream rejects = ListRig.rejects(done)) {
            return rejects == null ? new byte[0] : rejects.readAllBytes();
        }
    }

    private static String shown(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
