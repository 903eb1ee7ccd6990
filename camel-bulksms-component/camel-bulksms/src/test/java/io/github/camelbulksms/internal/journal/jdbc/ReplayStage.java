package io.github.camelbulksms.internal.journal.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.camelbulksms.internal.journal.RunKey;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** What ways are replayed on: a database as two nodes see it, a stranger, an operator, and whoever looks at the rows. */
final class ReplayStage implements AutoCloseable {

    /** Whatever is done here at one time, a begin that hangs among it. */
    private static final int CONNECTIONS = 8;

    private final HikariDataSource pool;
    private final List<GatedDatabase> gates = new ArrayList<>();
    private final List<JournalDatabase> gated = new ArrayList<>();
    private final List<ExecutorService> threads = new ArrayList<>();
    private final ScheduledThreadPoolExecutor leases = new ScheduledThreadPoolExecutor(1);
    private final JournalDatabase direct;
    private final RunTable stranger;
    private final JdbcRunRegister operator;

    /**
     * @param mutation of the statements of all but whoever looks at the rows
     */
    ReplayStage(DataSource database, UnaryOperator<String> mutation) {
        HikariConfig kept = new HikariConfig();
        kept.setDataSource(database);
        kept.setMaximumPoolSize(CONNECTIONS);
        kept.setMinimumIdle(0);
        pool = new HikariDataSource(kept);
        // journals come and go
        leases.setRemoveOnCancelPolicy(true);
        for (int node = 0; node < ModelState.NODES; node++) {
            GatedDatabase gate = new GatedDatabase(pool, mutation);
            gates.add(gate);
            gated.add(new JournalDatabase(gate.dataSource(), TableNames.DEFAULT));
            threads.add(Executors.newCachedThreadPool());
        }
        direct = new JournalDatabase(pool, TableNames.DEFAULT);
        JournalDatabase mutated =
                new JournalDatabase(new MutatedDatabase(pool, mutation).dataSource(), TableNames.DEFAULT);
        stranger = new RunTable(mutated, Duration.ofHours(1));
        operator = new JdbcRunRegister(mutated);
    }

    /** A run with its text that nobody has had yet: the model's first state. */
    void make(RunKey key) throws SQLException {
        direct.once(session -> {
            RunTable.insertIfMissing(session, key);
            return session.update(
                    "UPDATE bulksms_run SET fingerprint = 'text' WHERE campaign = ? AND run = ?",
                    key.campaign(),
                    key.run());
        });
    }

    /** Each opening reads the wishes of all runs. */
    void forgetWishes() throws SQLException {
        direct.once(session -> session.update("DELETE FROM bulksms_stop"));
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
        pool.close();
    }
}
