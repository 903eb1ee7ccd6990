package io.github.camelbulksms;

import io.github.camelbulksms.internal.journal.Journal;
import io.github.camelbulksms.internal.journal.jdbc.JdbcJournal;
import io.github.camelbulksms.internal.journal.jdbc.JdbcReportLog;
import io.github.camelbulksms.internal.journal.jdbc.JournalDatabase;
import io.github.camelbulksms.internal.journal.jdbc.KeptReports;
import io.github.camelbulksms.internal.journal.jdbc.Retention;
import io.github.camelbulksms.internal.journal.jdbc.TableNames;
import io.github.camelbulksms.internal.journal.jdbc.UnfitDatabaseException;
import io.github.camelbulksms.internal.journal.memory.MemoryJournal;
import io.github.camelbulksms.internal.report.MemoryReportLog;
import io.github.camelbulksms.internal.report.ReportLog;
import io.github.camelbulksms.internal.run.SendMetrics;
import io.github.camelbulksms.internal.run.SpoolFolder;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The component's one journal, in its database or in memory, and the delivery reports beside it. */
final class JournalService extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(JournalService.class);
    private static final int REPORTS_REMEMBERED = 100_000;
    private static final Duration RETENTION_EVERY = Duration.ofHours(1);

    private final BulkSmsComponent settings;
    /** Guarded by this. */
    private JournalDatabase database;
    /** Where the database was looked for: the options may have changed since. Guarded by this. */
    private Place place;
    /** Written when Camel starts the component, before any producer asks for it. */
    private Journal journal;
    /** Renews the leases; null without a database. Written as the journal. */
    private ScheduledExecutorService leases;

    private ScheduledExecutorService retention;

    private record Place(DataSource dataSource, String tables) {}

    JournalService(BulkSmsComponent settings) {
        this.settings = settings;
    }

    @Override
    protected void doStart() throws UnfitDatabaseException {
        SpoolFolder.deleteAbandoned();
        journal = settings.getDataSource() == null ? memoryJournal() : jdbcJournal();
    }

    @Override
    protected void doStop() {
        // a start that failed has made some of these only
        if (journal != null) {
            journal.close();
        }
        if (leases != null) {
            context().getExecutorServiceManager().shutdown(leases);
        }
        if (retention != null) {
            context().getExecutorServiceManager().shutdown(retention);
        }
    }

    Journal journal() {
        return journal;
    }

    Campaigns campaigns(SendMetrics metrics) {
        if (settings.getDataSource() != null) {
            return new Campaigns(database(), metrics, journal == null ? Journal.NONE : journal);
        }
        return new Campaigns(memoryJournal(), metrics);
    }

    /** Where delivery reports are remembered: beside the batches, or in memory. */
    ReportLog reportLog() {
        return settings.getDataSource() == null
                ? new MemoryReportLog(REPORTS_REMEMBERED)
                : new JdbcReportLog(database(), settings.isKeepRawReports() ? KeptReports.RAW : KeptReports.STATUS);
    }

    /** Shared by all that ask it, so that it is looked at once. */
    synchronized JournalDatabase database() {
        Place now = new Place(settings.getDataSource(), settings.getJournalTables());
        if (database == null || !now.equals(place)) {
            database = new JournalDatabase(now.dataSource(), TableNames.of(now.tables()));
            place = now;
        }
        return database;
    }

    /** The context's: it outlives the component, which a context that is stopped forgets. */
    private MemoryJournal memoryJournal() {
        ExtendedCamelContext extended = context().getCamelContextExtension();
        if (!extended.isContextPluginInUse(MemoryJournal.class)) {
            extended.addContextPlugin(MemoryJournal.class, new MemoryJournal(InstantSource.system()));
        }
        return extended.getContextPlugin(MemoryJournal.class);
    }

    /**
     * The journal in the database, which is looked at first. One that does not answer now may be there when it is needed.
     *
     * @throws UnfitDatabaseException when the journal cannot be kept there
     */
    private Journal jdbcJournal() throws UnfitDatabaseException {
        try {
            database().check();
        } catch (UnfitDatabaseException e) {
            throw e;
        } catch (SQLException e) {
            LOG.warn("the journal's database does not answer, nothing is sent before it does: {}", e.getMessage());
        }
        if (settings.getRetention() > 0) {
            erasePeriodically(new Retention(database(), Duration.ofMillis(settings.getRetention())));
        }
        leases = context().getExecutorServiceManager().newSingleThreadScheduledExecutor(settings, "bulksms-lease");
        return new JdbcJournal(database(), Duration.ofMillis(settings.getRunLease()), leases);
    }

    /** On a thread of its own: leases are renewed meanwhile. */
    private void erasePeriodically(Retention old) {
        retention =
                context().getExecutorServiceManager().newSingleThreadScheduledExecutor(settings, "bulksms-retention");
        long every = Math.min(settings.getRetention(), RETENTION_EVERY.toMillis());
        retention.scheduleWithFixedDelay(
                () -> {
                    try {
                        old.erase();
                    } catch (SQLException | RuntimeException | Error e) {
                        LOG.warn("old runs were not erased, it will be tried again: {}", e.getMessage());
                    }
                },
                0,
                every,
                TimeUnit.MILLISECONDS);
    }

    private CamelContext context() {
        return settings.getCamelContext();
    }
}
