package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Code that stands in the documentation was tried: it is a snippet ({@link DocumentationTest}), stands in a file that is tested, or is taken out
 * of the page by a test or by a script of {@code .ci/users}. Commands are looked at by {@link CommandsInDocsTest}.
 */
class CodeInDocsTest {

    private static final Path ROOT = Path.of("../..").normalize();
    private static final Set<String> LANGUAGES = Set.of("xml", "java", "yaml", "properties", "sql");
    private static final String VERSION = "1.0.0-SNAPSHOT";

    /** {@code <!-- part of: path -->}: the lines of the block stand in the file one below the other. */
    private static final Pattern PART = Pattern.compile("<!-- part of: (\\S+) -->");

    /** {@code <!-- run by: path -->}: the test or script takes the block out of the page. */
    private static final Pattern RUN = Pattern.compile("<!-- run by: (\\S+) -->");

    private static final Pattern DEPENDENCY = Pattern.compile(
            "<groupId>([^<]+)</groupId><artifactId>([^<]+)</artifactId>(?:<version>([^<]+)</version>)?");

    static Stream<Path> documents() throws IOException {
        return DocumentationTest.documents();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCodeWasTried(Path document) throws IOException {
        List<String> untried = new ArrayList<>();
        for (CodeBlock block : CodeBlock.of(document)) {
            if (LANGUAGES.contains(block.language()) && !wasTried(block)) {
                untried.add(block.place() + " " + block.lines().get(0));
            }
        }
        assertThat(untried)
                .as(
                        "blocks of code that are neither a snippet nor part of a tested file, nor run by a test or a script")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void aRouteThatAsksForWhatIsInsideOfABodyStandsOnAPageThatNamesCamelBean(Path document) throws IOException {
        String page = Files.readString(document);

        assertThat(page.contains("${body.") && !page.contains("camel-bean")).isFalse();
    }

    private static boolean wasTried(CodeBlock block) throws IOException {
        Matcher part = PART.matcher(block.above());
        Matcher run = RUN.matcher(block.above());
        if (part.matches()) {
            return stripped(part.group(1)).contains("\n" + block.text() + "\n");
        }
        if (run.matches()) {
            String page = block.document().getFileName().toString();
            return stripped(run.group(1)).contains(page.equals("README.md") ? page : page.replace(".md", ""));
        }
        return block.above().startsWith("<!-- snippet: ") || isDependencies(block);
    }

    private static String stripped(String file) throws IOException {
        return Files.readAllLines(ROOT.resolve(file)).stream()
                .map(String::strip)
                .collect(Collectors.joining("\n", "\n", "\n"));
    }

    /** What a user adds to a POM stands in one that is built here. */
    private static boolean isDependencies(CodeBlock block) throws IOException {
        if (!block.text().startsWith("<dependency>")) {
            return false;
        }
        Set<String> built = built();
        for (MatchResult one :
                DEPENDENCY.matcher(block.text().replace("\n", "")).results().toList()) {
            if (one.group(1).equals("io.github.camelbulksms")) {
                assertThat(ROOT.resolve("camel-bulksms-component/" + one.group(2)))
                        .exists();
                assertThat(one.group(3)).as(block.place()).isEqualTo(VERSION);
            } else {
                assertThat(built).as(block.place()).contains(one.group(1) + ":" + one.group(2));
            }
        }
        return true;
    }

    private static Set<String> built() throws IOException {
        try (Stream<Path> poms = Files.find(
                ROOT,
                4,
                (path, attributes) ->
                        path.endsWith("pom.xml") && !path.toString().contains("target"))) {
            return poms.map(CodeInDocsTest::withoutSpace)
                    .flatMap(text -> DEPENDENCY.matcher(text).results())
                    .map(one -> one.group(1) + ":" + one.group(2))
                    .collect(Collectors.toSet());
        }
    }

    private static String withoutSpace(Path file) {
        try {
            return Files.readString(file).replaceAll("\\s", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
