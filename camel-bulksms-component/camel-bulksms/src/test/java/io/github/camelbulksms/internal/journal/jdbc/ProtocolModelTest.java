package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.internal.journal.jdbc.ModelState.Budget;
import io.github.camelbulksms.internal.journal.jdbc.ProtocolModel.Mutation;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Every state that two nodes can reach which send two batches of one run, up to a bound. A larger one:
 * {@code mvn test -Dtest=ProtocolModelTest -Dbulksms.model=3,3,2,2,2,1,1} (opens, attempts, crashes, expiries, faults, reports, orders of an operator).
 */
@Tag("slow")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class ProtocolModelTest {

    /**
     * Opens, attempts, crashes, expiries, faults of the database, reports, orders of an operator. All at once are eight times as many states as
     * these two.
     */
    static final List<Budget> BOUNDS = bounds(System.getProperty("bulksms.model", "2,2,1,1,1,1,0 2,2,1,1,1,0,1"));

    private static List<Budget> bounds(String text) {
        return Arrays.stream(text.split(" ")).map(ProtocolModelTest::bound).toList();
    }

    private static Budget bound(String text) {
        int[] numbers =
                Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();
        return new Budget(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]);
    }

    @ParameterizedTest
    @FieldSource("BOUNDS")
    void nobodyIsSentToTwiceOrLostInAnyStateThatCanBeReached(Budget bound) {
        ModelExplorer explorer = new ModelExplorer(new ProtocolModel());
        long begun = System.nanoTime();

        explorer.explore(bound);

        System.out.printf(
                "model bound=%s states=%d transitions=%d classes=%d seconds=%.1f%n",
                bound,
                explorer.states(),
                explorer.transitions(),
                explorer.classCount(),
                (System.nanoTime() - begun) / 1e9);
        assertThat(explorer.violation()).isNull();
    }

    @ParameterizedTest
    @EnumSource(Mutation.class)
    void aProtocolThatIsWrongIsFoundOut(Mutation mutation) {
        String violation = violation(mutation, 0);
        violation = violation == null ? violation(mutation, 1) : violation;

        System.out.println("mutation=" + mutation + " " + violation);
        assertThat(violation).isNotNull();
    }

    /** Without orders of an operator there are five times fewer states. */
    private static String violation(Mutation mutation, int orders) {
        ModelExplorer explorer = new ModelExplorer(new ProtocolModel(mutation));
        explorer.explore(new Budget(2, 2, 1, 1, 1, 0, orders));
        return explorer.violation();
    }
}
