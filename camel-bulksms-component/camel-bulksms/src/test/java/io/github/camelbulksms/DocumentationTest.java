package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What stands in the documentation between markers is made from the component's metadata and from tested files. Where it is
 * not up to date this test fails; run with {@code -Dbulksms.docs=write} it brings it up to date.
 */
class DocumentationTest {

    private static final Path ROOT = Path.of("../..").normalize();
    private static final boolean WRITE = "write".equals(System.getProperty("bulksms.docs"));

    /** {@code <!-- snippet: path#tag -->} in Markdown, above the block of code that it fills. */
    private static final Pattern SNIPPET =
            Pattern.compile("(?s)(<!-- snippet: (\\S+?)(?:#(\\S+))? -->\\n```\\w*\\n)(?:.*?\\n)??(```\\n)");

    /** {@code // table: name} in AsciiDoc, above the table that it fills. */
    private static final Pattern TABLE = Pattern.compile("(?s)(// table: (\\w+)\\n)\\|===\\n.*?\\|===\\n");

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"));
                Stream<Path> examples = Files.list(ROOT.resolve("examples"))) {
            return Stream.of(
                    Stream.of(ROOT.resolve("README.md")),
                    docs.filter(Files::isRegularFile).sorted(),
                    examples.map(example -> example.resolve("README.md"))
                            .filter(Files::exists)
                            .sorted())
                    .flatMap(documents -> documents)
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everySnippetAndTableIsUpToDate(Path document) throws IOException {
        String written = Files.readString(document);
        String upToDate = SNIPPET.matcher(written)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group(1) + snippet(match.group(2), match.group(3)) + "\n" + match.group(4)));
        upToDate = TABLE.matcher(upToDate)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1) + MetadataTable.of(match.group(2))));
        if (WRITE) {
            Files.writeString(document, upToDate);
        }
        assertThat(upToDate)
                .as("%s is not up to date: run mvn test -Dtest=DocumentationTest -Dbulksms.docs=write", document)
                .isEqualTo(WRITE ? upToDate : written);
    }

    /** A merge may repeat a section. */
    @ParameterizedTest
    @MethodSource("documents")
    void noHeadingStandsTwice(Path document) throws IOException {
        assertThat(Files.readAllLines(document).stream().filter(line -> line.matches("#{1,6} .*")))
                .doesNotHaveDuplicates();
    }

    /** A list that fails before midnight and is moved back after it would be a new run. */
    @ParameterizedTest
    @MethodSource("documents")
    void noRecipeNamesARunByTheClock(Path document) throws IOException {
        assertThat(Files.readString(document)).doesNotContain("date:now");
    }

    /** From there it would get into dumps of the route. */
    @ParameterizedTest
    @MethodSource("documents")
    void noRecipePutsAKeyIntoAUri(Path document) throws IOException {
        assertThat(Files.readString(document)).doesNotContainPattern("[?&;]apiKey=(?!#)|apiKey[:=] *\"?RAW\\(");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkToAFileOfThisRepositoryLeadsSomewhere(Path document) throws IOException {
        Matcher links = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)[^)]*\\)|(?:link|xref):(?!https?:)([^\\[#]+)")
                .matcher(Files.readString(document));
        while (links.find()) {
            String target = links.group(1) == null ? links.group(2) : links.group(1);
            assertThat(document.resolveSibling(target)).exists();
        }
    }

    private static String snippet(String file, String tag) {
        List<String> lines;
        try {
            lines = Files.readAllLines(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (tag != null) {
            int from = indexOf(lines, "tag::" + tag + "[]");
            int to = indexOf(lines, "end::" + tag + "[]");
            lines = lines.subList(from + 1, to);
        }
        return Arrays.stream(String.join("\n", lines).stripIndent().split("\n")).collect(Collectors.joining("\n"));
    }

    private static int indexOf(List<String> lines, String marker) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(marker)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no line holds " + marker);
    }
}
