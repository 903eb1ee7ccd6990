package io.github.camelbulksms.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.github.camelbulksms.BulkSmsComponent;
import io.github.camelbulksms.BulkSmsConstants;
import io.github.camelbulksms.internal.journal.RunJournal;
import io.github.camelbulksms.internal.journal.RunKey;
import io.github.camelbulksms.internal.journal.RunStatus;
import io.github.camelbulksms.internal.journal.jdbc.JdbcJournal;
import io.github.camelbulksms.internal.journal.jdbc.JournalDatabase;
import io.github.camelbulksms.internal.journal.jdbc.TableNames;
import io.github.camelbulksms.internal.recipient.set.RecipientSet;
import io.github.camelbulksms.model.BulkSmsResult;
import io.github.camelbulksms.model.DuplicateRecipient;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * What it takes to open one run more in a journal that has many: beside the same in one that has few. On H2, and on servers whose JDBC
 * URLs are given.
 */
public final class RunsCost {

    private static final Duration LEASE = Duration.ofMinutes(1);

    private RunsCost() {}

    /**
     * @param args how many runs (10,000), how many are opened and looked at (500), and URLs of further databases, which must be empty
     */
    public static void main(String[] args) throws Exception {
        int runs = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        int opened = args.length > 1 ? Integer.parseInt(args[1]) : 500;
        print(runs, opened, Stream.of(args).skip(2).map(JournalUrl::new).toList(), System.out);
    }

    static void print(int runs, int opened, List<JournalUrl> servers, PrintStream out) throws Exception {
        out.println(
                "| journal | runs in it | to open one, median, ms | 99 % within, ms | to open and send to one, median, ms |");
        out.println("|---|---|---|---|---|");
        try (ListFolder folder = new ListFolder();
                FastStub stub = FastStub.start(0)) {
            List<JournalUrl> journals = new ArrayList<>(List.of(JournalUrl.h2(folder.path())));
            journals.addAll(servers);
            for (JournalUrl journal : journals) {
                try (HikariDataSource pool = journal.pool(10);
                        DefaultCamelContext context = new DefaultCamelContext()) {
                    BulkSmsComponent component = SentCampaign.component(context, stub, pool);
                    component.setDataSource(pool);
                    context.start();
                    ProducerTemplate template = context.createProducerTemplate();
                    // what is compiled by then is the same for both rows
                    send(template, "warm-up", opened);
                    openRuns(pool, "warm-up", opened);
                    out.println(row(journal, 0, pool, template, opened));
                    send(template, "many", runs);
                    out.println(row(journal, runs, pool, template, opened));
                }
            }
        }
    }

    private static String row(JournalUrl journal, int runs, DataSource pool, ProducerTemplate template, int opened)
            throws Exception {
        long before = runs(pool);
        double[] opens = openRuns(pool, "opened-" + runs, opened);
        double[] sends = send(template, "sent-" + runs, opened);
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %.2f | %.2f | %.2f |",
                journal.title(),
                before,
                opens[opens.length / 2],
                opens[opens.length * 99 / 100],
                sends[sends.length / 2]);
    }

    private static long runs(DataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM bulksms_run")) {
            count.next();
            return count.getLong(1);
        }
    }

    /** Milliseconds for each, in order. */
    private static double[] openRuns(DataSource pool, String name, int number) throws Exception {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        try (JdbcJournal journal = new JdbcJournal(new JournalDatabase(pool, TableNames.of(null)), LEASE, scheduler)) {
            double[] millis = new double[number];
            for (int i = 0; i < number; i++) {
                RunKey key = new RunKey(SentCampaign.NAME, name + "-" + i, 0);
                long start = System.nanoTime();
                RunJournal run = journal.open(key, "fingerprint", null, DuplicateRecipient.skip);
                millis[i] = (System.nanoTime() - start) / 1e6;
                run.close(
                        RunStatus.FINISHED,
                        new RunJournal.Reading(RecipientSet.of(DuplicateRecipient.skip), 0, Stream::empty));
            }
            Arrays.sort(millis);
            return millis;
        } finally {
            scheduler.shutdown();
        }
    }

    private static double[] send(ProducerTemplate template, String name, int number) {
        double[] millis = new double[number];
        for (int i = 0; i < number; i++) {
            String run = name + "-by-sending-" + i;
            long start = System.nanoTime();
            Exchange done = template.request("bulksms:" + SentCampaign.NAME + "?template=Hello", exchange -> {
                exchange.getIn().setBody("381601234567");
                exchange.getIn().setHeader(BulkSmsConstants.RUN, run);
            });
            millis[i] = (System.nanoTime() - start) / 1e6;
            if (done.getMessage().getBody(BulkSmsResult.class).accepted() != 1) {
                throw new IllegalStateException("run " + run + " was not accepted", done.getException());
            }
        }
        Arrays.sort(millis);
        return millis;
    }
}
