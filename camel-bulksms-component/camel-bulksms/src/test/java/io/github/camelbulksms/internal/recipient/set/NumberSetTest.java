package io.github.camelbulksms.internal.recipient.set;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NumberSetTest {

    private static final long MOST = 999_999_999_999_999L;

    /** Numbers as lists have them: of one network, of a country, of the world, and of a few crowded places in it. */
    static Stream<LongSupplier> lists() {
        Random random = new Random(3);
        return Stream.of(
                () -> 381_600_000_000L + random.nextInt(150_000),
                () -> 12_000_000_000L + random.nextInt(400_000_000),
                () -> 1_000_000 + (long) (random.nextDouble() * (MOST - 1_000_000)),
                () -> random.nextInt(100) * 7_000_000_000L + 1_000_000 + random.nextInt(3_000),
                () -> random.nextBoolean() ? 1_000_000 + random.nextInt(100) : MOST - random.nextInt(100));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void manyAskedAtOnceAreAnsweredAsEachByItself(LongSupplier list) {
        NumberSet numbers = new NumberSet();
        long[] asked = new long[1000];
        for (int round = 0; round < 50; round++) {
            for (int i = 0; i < asked.length; i++) {
                asked[i] = list.getAsLong();
                if (i % 2 == 0) {
                    numbers.add(asked[i]);
                }
                if (i % 10 == 0) {
                    numbers.remove(asked[i]);
                }
            }
            BitSet contained = new BitSet();
            numbers.markContained(asked, contained);
            for (int i = 0; i < asked.length; i++) {
                assertThat(contained.get(i)).isEqualTo(numbers.contains(asked[i]));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aNumberIsNewOnceUntilItIsRemoved(LongSupplier list) {
        NumberSet set = new NumberSet();
        Set<Long> expected = new HashSet<>();
        Random random = new Random(4);
        for (int i = 0; i < 300_000; i++) {
            long number = list.getAsLong();
            if (random.nextInt(5) == 0) {
                assertThat(set.remove(number)).isEqualTo(expected.remove(number));
            } else {
                assertThat(set.add(number)).isEqualTo(expected.add(number));
            }
            long other = list.getAsLong();
            assertThat(set.contains(other)).isEqualTo(expected.contains(other));
        }
        assertThat(set.size()).isEqualTo(expected.size());
        assertThat(expected).allMatch(set::contains);
    }

    @ParameterizedTest
    @MethodSource("lists")
    void twoSetsBecomeOne(LongSupplier list) {
        NumberSet set = new NumberSet();
        NumberSet others = new NumberSet();
        Set<Long> expected = new HashSet<>();
        for (int i = 0; i < 50_000; i++) {
            long number = list.getAsLong();
            (i % 2 == 0 ? set : others).add(number);
            expected.add(number);
        }

        set.addAll(others);

        assertThat(set.size()).isEqualTo(expected.size());
        assertThat(expected).allMatch(set::contains);
    }

    @Test
    void aSparseCountryOfManyCrowdedRegionsIsKnownAsWell() {
        NumberSet set = new NumberSet();
        for (int region = 0; region < 3_000; region++) {
            for (int number = 0; number < 600; number++) {
                assertThat(set.add(12_000_000_000L + (region << 16) + 3 * number))
                        .isTrue();
            }
        }

        assertThat(set.size()).isEqualTo(3_000 * 600);
        for (int region = 0; region < 3_000; region++) {
            assertThat(set.add(12_000_000_000L + (region << 16) + 3 * 599)).isFalse();
            assertThat(set.contains(12_000_000_000L + (region << 16) + 3 * 599 + 1))
                    .isFalse();
        }
    }

    @Test
    void theSmallestAndTheLargestNumberAreToldFromWhatMarksSlots() {
        NumberSet set = new NumberSet();
        for (long number : new long[] {1_000_000, MOST}) {
            assertThat(set.contains(number)).isFalse();
            assertThat(set.add(number)).isTrue();
            assertThat(set.add(number)).isFalse();
            assertThat(set.remove(number)).isTrue();
            assertThat(set.remove(number)).isFalse();
        }
        assertThat(set.size()).isZero();
    }
}
