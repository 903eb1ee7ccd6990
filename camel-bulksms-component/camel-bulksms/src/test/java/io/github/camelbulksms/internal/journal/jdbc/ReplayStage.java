package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.journal.RunKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** What ways are replayed on: a database as two nodes see it, a stranger, an operator, and whoever looks at the rows. */
final class ReplayStage implements AutoCloseable {

    private final List<GatedDatabase> gates = new ArrayList<>();
    private final List<JournalDatabase> gated = new ArrayList<>();
    private final List<ExecutorService> threads = new ArrayList<>();
    private final ScheduledExecutorService leases = Executors.newSingleThreadScheduledExecutor();
    private final JournalDatabase direct;
    private final RunTable stranger;
    private final JdbcRunRegister operator;

    /**
     * @param mutation of the statements of all but whoever looks at the rows
     */
    ReplayStage(DataSource database, UnaryOperator<String> mutation) {
        for (int node = 0; node < ModelState.NODES; node++) {
            GatedDatabase gate = new GatedDatabase(database, mutation);
            gates.add(gate);
            gated.add(new JournalDatabase(gate.dataSource(), TableNames.DEFAULT));
            threads.add(Executors.newCachedThreadPool());
        }
        direct = new JournalDatabase(database, TableNames.DEFAULT);
        JournalDatabase mutated =
                new JournalDatabase(new MutatedDatabase(database, mutation).dataSource(), TableNames.DEFAULT);
        stranger = new RunTable(mutated, Duration.ofHours(1));
        operator = new JdbcRunRegister(mutated);
    }

    JournalDatabase direct() {
        return direct;
    }

    RunTable stranger() {
        return stranger;
    }

    JdbcRunRegister operator() {
        return operator;
    }

    ScheduledExecutorService leases() {
        return leases;
    }

    GatedDatabase gates(int node) {
        return gates.get(node);
    }

    /** A new process. */
    ReplayedNode node(int number, RunKey key) {
        return new ReplayedNode(key, gates.get(number), gated.get(number), threads.get(number), leases);
    }

    @Override
    public void close() {
        threads.forEach(ExecutorService::shutdownNow);
        leases.shutdownNow();
    }
}
