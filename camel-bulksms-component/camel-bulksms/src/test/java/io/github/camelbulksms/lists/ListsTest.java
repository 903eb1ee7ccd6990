package io.github.camelbulksms.lists;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.BulkSmsConstants;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every list of the {@code .cases} files: who must, who may, and with that who must not be sent to. */
class ListsTest {

    private static final List<String> FILES =
            List.of("strangers", "brothers", "beside", "ends", "lost", "exports", "numbers", "encodings", "good");

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    private static ListRig camel;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startCamel() {
        camel = new ListRig(
                PROVIDER.sandbox().baseUrl(),
                PROVIDER.sandbox().customerId(),
                PROVIDER.sandbox().apiKey());
    }

    @AfterAll
    static void stopCamel() {
        camel.close();
    }

    static Stream<ListCase> lists() {
        return FILES.stream().flatMap(name -> ListCase.of(name, read(name)).stream());
    }

    private static String read(String name) {
        try (InputStream file = ListsTest.class.getResourceAsStream(name + ".cases")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void thereAreAtLeastAHundredAndTwentyListsAndFortyGoodOnes() {
        assertThat(lists()).hasSizeGreaterThanOrEqualTo(120);
        assertThat(lists().filter(list -> list.file().equals("good"))).hasSizeGreaterThanOrEqualTo(40);
        assertThat(lists().map(ListCase::toString)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("lists")
    void nobodyIsSentToByMistakeAndNobodyIsForgotten(ListCase list) {
        Exchange done = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> send(list));

        List<String> sent = PROVIDER.sandbox().messages().stream()
                .map(AcceptedMessage::phoneNumber)
                .toList();
        Set<String> allowed = new LinkedHashSet<>(list.sent());
        allowed.addAll(list.may());
        assertThat(allowed).as("who may be sent to of %s", list).containsAll(sent);
        assertThat(sent).doesNotHaveDuplicates();
        switch (list.failing()) {
            case YES ->
                assertThat(done.getException())
                        .as("the exchange fails with %s", list)
                        .isNotNull();
            case NO ->
                assertThat(done.getException()).as("the exchange with %s", list).isNull();
            case EITHER -> {}
        }
        assertThat(sent).as("who must be sent to of %s", list).containsAll(list.sent());
        Counted counted = Counted.of(done);
        assertThat(counted.sumOfOutcomes()).isEqualTo(counted.read());
        assertThat(counted.accepted()).isEqualTo(sent.size());
        if (done.getException() == null) {
            assertCount("read", list, counted.read());
            assertCount("invalid", list, counted.invalid());
        } else if (list.matter().containsKey("says")) {
            assertThat(done.getException()).hasMessageContaining(list.matter().get("says"));
        }
    }

    private static void assertCount(String name, ListCase list, long count) {
        if (list.matter().containsKey(name)) {
            assertThat(count).as(name).isEqualTo(Long.parseLong(list.matter().get(name)));
        }
    }

    private Exchange send(ListCase list) throws IOException {
        Map<String, Object> properties = list.matter().containsKey("exchangeCharset")
                ? Map.of(Exchange.CHARSET_NAME, list.matter().get("exchangeCharset"))
                : Map.of();
        byte[] bytes = list.bytes();
        Path file = folder.resolve("list.csv");
        Files.write(file, bytes);
        Map<String, Object> headers =
                list.body().equals("header") ? Map.of(BulkSmsConstants.RECIPIENTS, list.text("\n")) : Map.of();
        Object body =
                switch (list.body()) {
                    case "file" -> file.toFile();
                    case "path" -> file;
                    case "text" -> list.text("\n");
                    case "header" -> "y";
                    case "stream" -> new ByteArrayInputStream(bytes);
                    case "reader" -> new StringReader(list.text("\n"));
                    case "bytes" -> bytes;
                    default -> throw new IllegalArgumentException(list + ": no such body: " + list.body());
                };
        return camel.send(list.options(), body, headers, properties);
    }
}
