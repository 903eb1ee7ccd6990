package io.github.camelbulksms.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The oracle and the cases were written apart from each other: they must agree. */
class OracleTest {

    static Stream<ListCase> lists() {
        return ListsTest.lists()
                .filter(list -> !list.matter().containsKey("bytes"))
                .filter(list -> !list.matter().getOrDefault("says", "").equals("maxInvalid"))
                .filter(list -> !list.options().contains("UTF-88"));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void theOracleAllowsWhoMustBeSentToAndNobodyElse(ListCase list) {
        Reading reading = Reading.of(list.matter().getOrDefault("options", ""));

        Set<String> allowed = Set.of("header", "text").contains(list.body())
                ? ListOracle.ofHeader(list.text("\n"), reading)
                : ListOracle.ofFile(list.text("\n"), reading);

        Set<String> sentOrMay = new LinkedHashSet<>(list.sent());
        sentOrMay.addAll(list.may());
        assertThat(allowed).as("allowed in %s", list).containsAll(list.sent());
        assertThat(sentOrMay).as("sent or may in %s", list).containsAll(allowed);
    }

    @Test
    void aNameOfTheDictionaryIsOfOneKind() {
        Map<String, String> kinds = new HashMap<>();

        for (HeaderWords.Word word : HeaderWords.all()) {
            String before = kinds.put(HeaderWords.normal(word.name()), word.kind());
            assertThat(before).as(word.name()).isIn(null, word.kind());
        }
        assertThat(kinds).hasSizeGreaterThan(500);
        assertThat(kinds.values())
                .allMatch(List.of("mobile", "phone", "recipient", "alone", "landline", "other", "fax")::contains);
        assertThat(kinds.keySet()).noneMatch(String::isEmpty);
    }
}
