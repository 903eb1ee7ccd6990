package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.api.management.ManagedOperation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands of the documentation name what there is: tests, profiles, properties, folders, scripts; and operators' commands were typed. */
class CommandsInDocsTest {

    private static final Path ROOT = Path.of("../..").normalize();
    private static final Pattern TESTS = Pattern.compile("-D(?:it\\.)?test='?([\\w,#*]+)'?");
    private static final Pattern PROPERTIES =
            Pattern.compile("-D((?:bulksms|demo|example|mutation|browser|benchmark)[\\w.]*|screenshots)\\b");
    private static final Pattern BENCHMARK = Pattern.compile("-Dbenchmark=(\\w+)");
    private static final Pattern PROFILES = Pattern.compile("\\bmvn\\b[^`\\n]* -P([\\w,]+)");
    private static final Pattern FOLDERS = Pattern.compile("\\bmvn\\b[^`\\n]* (?:-pl|-f) '?([\\w./,-]+)");
    private static final Pattern SCRIPTS = Pattern.compile("(?<![\\w/])(\\.ci/\\w+(?:/[\\w-]+)?)");

    /** What stands for "no test": a profile runs others. */
    private static final String NONE = "NoTest";

    private static Set<String> classes;
    private static String sources;
    private static String poms;
    private static String scripts;

    @BeforeAll
    static void read() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            List<Path> tracked = files.filter(file -> !file.toString().matches(".*/(target|generated|\\.git)/.*"))
                    .filter(Files::isRegularFile)
                    .toList();
            List<Path> java = ending(tracked, ".java");
            classes = java.stream()
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
            sources = text(java);
            poms = text(ending(tracked, "pom.xml"));
            scripts = text(tracked.stream()
                    .filter(file -> file.startsWith(ROOT.resolve(".ci/users")))
                    .toList());
        }
    }

    static Stream<Path> documents() throws IOException {
        return DocumentationTest.documents();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCommandNamesWhatThereIs(Path document) throws IOException {
        String text = Files.readString(document);
        Set<String> unknown = new TreeSet<>();
        for (String test : named(TESTS, text)) {
            if (!classes.contains(test.replaceAll("#.*", "")) && !test.equals(NONE)) {
                unknown.add("test " + test);
            }
        }
        for (String benchmark : named(BENCHMARK, text)) {
            if (!classes.contains(benchmark)) {
                unknown.add("benchmark " + benchmark);
            }
        }
        for (String property : named(PROPERTIES, text)) {
            if (!sources.contains("\"" + property + "\"") && !poms.contains(property)) {
                unknown.add("property " + property);
            }
        }
        for (String profile : named(PROFILES, text)) {
            if (!poms.contains("<id>" + profile + "</id>")) {
                unknown.add("profile " + profile);
            }
        }
        for (String path : Stream.of(FOLDERS, SCRIPTS)
                .flatMap(pattern -> named(pattern, text).stream())
                .toList()) {
            if (!Files.exists(ROOT.resolve(path))) {
                unknown.add("path " + path);
            }
        }
        assertThat(unknown).as(document.toString()).isEmpty();
    }

    @Test
    void everyOperationIsInTheDocsAndIsTypedByAUser() throws IOException {
        String docs = Files.readString(ROOT.resolve("docs/operating.md"));
        List<String> operations = Arrays.stream(BulkSmsComponent.class.getMethods())
                .filter(method -> method.isAnnotationPresent(ManagedOperation.class))
                .map(Method::getName)
                .toList();
        assertThat(operations).contains("stopRun", "campaignTotals");
        assertThat(operations).allSatisfy(operation -> {
            assertThat(docs).containsPattern("`" + operation + "\\b");
            assertThat(scripts).containsPattern("operate ['\"]" + operation + "\\b");
        });
    }

    @Test
    void everyWorldOfTheReadmeNamesATestThatIsRunByEachBuild() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        List<String> worlds = readme.substring(readme.indexOf("## Where it is used"), readme.indexOf("## Build"))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| world"))
                .toList();
        assertThat(worlds).hasSizeGreaterThan(10);
        assertThat(worlds).allSatisfy(world -> {
            String proof = world.split("\\|")[3];
            List<String> tests = named(Pattern.compile("`(\\w+(?:Test|IT))`"), proof);
            assertThat(tests).isNotEmpty();
            assertThat(classes).containsAll(tests);
        });
    }

    /** What a pattern's group holds, separated by commas, in each place where it matches. */
    private static List<String> named(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .flatMap(match -> Stream.of(match.group(1).split(",")))
                .toList();
    }

    private static List<Path> ending(List<Path> files, String end) {
        return files.stream().filter(file -> file.toString().endsWith(end)).toList();
    }

    private static String text(List<Path> files) {
        return files.stream().map(CommandsInDocsTest::content).collect(Collectors.joining("\n"));
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
