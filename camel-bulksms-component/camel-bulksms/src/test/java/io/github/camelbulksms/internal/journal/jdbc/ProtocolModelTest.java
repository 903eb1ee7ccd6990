package io.github.camelbulksms.internal.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.internal.journal.jdbc.ModelState.Budget;
import io.github.camelbulksms.internal.journal.jdbc.ProtocolModel.Mutation;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every state that two nodes can reach which send two batches of one run, up to a bound. A larger one:
 * {@code mvn test -Dtest=ProtocolModelTest -Dbulksms.model=3,3,2,2,2,1} (opens, attempts, crashes, expiries, faults, reports).
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class ProtocolModelTest {

    /** Opens, attempts, crashes, expiries, faults of the database, reports. */
    static final Budget BOUND = bound(System.getProperty("bulksms.model", "2,2,1,1,1,1"));

    private static Budget bound(String text) {
        String[] numbers = text.split(",");
        return new Budget(
                Integer.parseInt(numbers[0]),
                Integer.parseInt(numbers[1]),
                Integer.parseInt(numbers[2]),
                Integer.parseInt(numbers[3]),
                Integer.parseInt(numbers[4]),
                Integer.parseInt(numbers[5]));
    }

    @Test
    void nobodyIsSentToTwiceOrLostInAnyStateThatCanBeReached() {
        ModelExplorer explorer = new ModelExplorer(new ProtocolModel());
        long begun = System.nanoTime();

        explorer.explore(BOUND);

        System.out.printf(
                "model bound=%s states=%d transitions=%d classes=%d seconds=%.1f%n",
                BOUND,
                explorer.states(),
                explorer.transitions(),
                explorer.classCount(),
                (System.nanoTime() - begun) / 1e9);
        assertThat(explorer.violation()).isNull();
    }

    @ParameterizedTest
    @EnumSource(Mutation.class)
    void aProtocolThatIsWrongIsFoundOut(Mutation mutation) {
        ModelExplorer explorer = new ModelExplorer(new ProtocolModel(mutation));

        explorer.explore(new Budget(3, 3, 1, 1, 1, 0));

        System.out.println("mutation=" + mutation + " " + explorer.violation());
        assertThat(explorer.violation()).isNotNull();
    }
}
