package io.github.camelbulksms.internal.recipient.set;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongHashSetTest {

    /** Numbers that start from few slots stand in clusters, which go over the end of the table. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 200})
    void itHoldsWhatWasAddedAndNotRemovedHoweverNumbersCollide(int slots) {
        Random random = new Random(slots);
        LongHashSet set = new LongHashSet();
        Set<Long> expected = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            long number = (long) random.nextInt(20) << 40 | random.nextInt(slots) - 1;
            if (random.nextInt(5) < 3) {
                assertThat(set.add(number)).isEqualTo(expected.add(number));
            } else {
                assertThat(set.remove(number)).isEqualTo(expected.remove(number));
            }
            assertThat(set.size()).isEqualTo(expected.size());
        }
        for (long high = 0; high < 20; high++) {
            for (int low = -1; low < slots; low++) {
                assertThat(set.contains(high << 40 | low)).isEqualTo(expected.contains(high << 40 | low));
            }
        }
    }

    @Test
    void thoseOfAnotherSetAreAddedWithZero() {
        LongHashSet some = new LongHashSet();
        some.add(0);
        some.add(7);
        LongHashSet all = new LongHashSet();
        all.add(7);
        all.addAll(some);

        assertThat(all.size()).isEqualTo(2);
        assertThat(all.contains(0)).isTrue();
        assertThat(all.contains(7)).isTrue();
    }
}
