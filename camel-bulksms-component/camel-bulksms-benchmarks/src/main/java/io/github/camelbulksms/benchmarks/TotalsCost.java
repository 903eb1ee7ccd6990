package io.github.camelbulksms.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.github.camelbulksms.Campaigns;
import io.github.camelbulksms.internal.recipient.SessionIds;
import io.github.camelbulksms.model.CampaignTotals;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * What it takes to add up a campaign: the first time in a process of its own with {@code -Xmx128m}, at once again, and again when a thousand
 * reports more have come. On H2, and on servers whose JDBC URLs are given.
 */
public final class TotalsCost {

    private static final int AT_ONCE = 1000;
    private static final int MORE_REPORTS = 1000;
    private static final int DELIVERED = 200;
    private static final int NOT_DELIVERED = 207;

    private TotalsCost() {}

    /**
     * @param args how many recipients, each with a report (10,000,000), and URLs of further databases, which must be empty
     */
    public static void main(String[] args) throws Exception {
        int recipients = args.length > 0 ? Integer.parseInt(args[0]) : 10_000_000;
        print(recipients, Stream.of(args).skip(1).map(JournalUrl::new).toList(), System.out);
    }

    static void print(int recipients, List<JournalUrl> servers, PrintStream out) throws Exception {
        out.println("| totals of " + recipients + " recipients and reports | first, s | again, s | after "
                + Math.min(recipients, MORE_REPORTS) + " reports more, s | CPU of the first, s | peak RSS, MB |");
        out.println("|---|---|---|---|---|---|");
        try (ListFolder folder = new ListFolder()) {
            List<JournalUrl> journals = new ArrayList<>(List.of(JournalUrl.h2(folder.path())));
            journals.addAll(servers);
            for (JournalUrl journal : journals) {
                try (HikariDataSource pool = journal.pool(10)) {
                    SentCampaign.send(pool, folder.path(), recipients);
                    report(pool);
                }
                out.println("| " + journal.title() + " | " + inAProcess(journal.url(), recipients) + " |");
            }
        }
    }

    /** One report on each recipient; written as the journal writes them, but many at once. */
    private static void report(DataSource journal) throws SQLException, IOException {
        try (Reports reports = new Reports(journal, DELIVERED)) {
            SentCampaign.read(journal, reports::add);
            reports.flush();
        }
    }

    private static String inAProcess(String url, int recipients) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        url,
                        Integer.toString(recipients))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String answer = process.inputReader().readLine();
        if (process.waitFor() != 0) {
            throw new IOException("the process that adds up ended with " + process.exitValue());
        }
        return answer;
    }

    /** In the process that is measured. */
    static final class Program {

        private Program() {}

        /**
         * @param args the URL, and how many were reported as delivered
         */
        public static void main(String[] args) throws Exception {
            long recipients = Long.parseLong(args[1]);
            long more = Math.min(recipients, MORE_REPORTS);
            try (HikariDataSource journal = new JournalUrl(args[0]).pool(2)) {
                Campaigns campaigns = new Campaigns(journal);
                Measured first = totals(campaigns, recipients);
                Measured again = totals(campaigns, recipients);
                overrule(journal, more);
                Measured changed = totals(campaigns, recipients - more);
                System.out.println(String.format(
                        Locale.ROOT,
                        "%.2f | %.2f | %.2f | %.2f | %,d",
                        first.wallNanos() / 1e9,
                        again.wallNanos() / 1e9,
                        changed.wallNanos() / 1e9,
                        first.cpuNanos() / 1e9,
                        changed.peakRssBytes() >> 20));
            }
        }

        private static Measured totals(Campaigns campaigns, long delivered) throws Exception {
            return Meter.measure(() -> {
                CampaignTotals totals = campaigns.totals(SentCampaign.NAME);
                if (totals.delivered() != delivered) {
                    throw new IllegalStateException("expected " + delivered + " delivered, got " + totals);
                }
                return totals.delivered();
            });
        }

        private static void overrule(DataSource journal, long reports) throws SQLException, IOException {
            long[] left = {reports};
            try (Reports failures = new Reports(journal, NOT_DELIVERED)) {
                SentCampaign.read(journal, (sessionId, referenceId) -> {
                    if (left[0]-- > 0) {
                        failures.add(sessionId, referenceId);
                    }
                });
                failures.flush();
            }
        }
    }

    /** Rows of reports with one status. */
    private static final class Reports implements AutoCloseable {

        private final Connection connection;
        private final PreparedStatement insert;
        private int waiting;

        Reports(DataSource journal, int statusCode) throws SQLException {
            connection = journal.getConnection();
            connection.setAutoCommit(false);
            long now = System.currentTimeMillis();
            insert = connection.prepareStatement("INSERT INTO bulksms_report (reference, session, status_code,"
                    + " updated_micros, received_at, processed) VALUES (?, ?, " + statusCode + ", " + 1000 * now + ", "
                    + now + ", TRUE)");
        }

        void add(String sessionId, String referenceId) throws SQLException {
            insert.setBytes(1, tagged(1, HexFormat.of().parseHex(referenceId)));
            insert.setBytes(2, tagged(2, SessionIds.pack(sessionId)));
            insert.addBatch();
            if (++waiting % AT_ONCE == 0) {
                flush();
            }
        }

        void flush() throws SQLException {
            insert.executeBatch();
            connection.commit();
        }

        private static byte[] tagged(int form, byte[] content) {
            return ByteBuffer.allocate(1 + content.length)
                    .put((byte) form)
                    .put(content)
                    .array();
        }

        @Override
        public void close() throws SQLException {
            try (connection) {
                insert.close();
            }
        }
    }
}
