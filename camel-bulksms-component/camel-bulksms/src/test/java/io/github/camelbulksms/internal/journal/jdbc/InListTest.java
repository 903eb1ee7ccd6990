package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InListTest {

    @Test
    void theLastValueIsRepeatedUpToAPowerOfTwo() {
        InList five = InList.of(List.of(1, 2, 3, 4, 5));

        assertThat(five.marks()).isEqualTo("(?, ?, ?, ?, ?, ?, ?, ?)");
        assertThat(five.values()).containsExactly(1, 2, 3, 4, 5, 5, 5, 5);
    }

    @Test
    void rowsStandInBracketsOfTheirOwn() {
        InList three = InList.ofRows(List.of(new Object[] {"a", 1}, new Object[] {"b", 2}, new Object[] {"c", 3}));

        assertThat(three.marks()).isEqualTo("((?, ?), (?, ?), (?, ?), (?, ?))");
        assertThat(three.values()).containsExactly("a", 1, "b", 2, "c", 3, "c", 3);
    }

    @Test
    void thereAreNineStatementsForUpTo200Values() {
        assertThat(IntStream.rangeClosed(1, 200)
                        .mapToObj(size -> InList.of(
                                        IntStream.range(0, size).boxed().toList())
                                .marks())
                        .distinct())
                .hasSize(9);
    }
}
