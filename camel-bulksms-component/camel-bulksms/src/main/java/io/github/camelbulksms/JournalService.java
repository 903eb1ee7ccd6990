package io.github.camelbulksms;

import io.github.camelbulksms.internal.journal.Journal;
import io.github.camelbulksms.internal.journal.jdbc.JdbcJournal;
import io.github.camelbulksms.internal.journal.jdbc.JdbcReportLog;
import io.github.camelbulksms.internal.journal.jdbc.JournalDatabase;
import io.github.camelbulksms.internal.journal.jdbc.TableNames;
import io.github.camelbulksms.internal.journal.jdbc.UnfitDatabaseException;
import io.github.camelbulksms.internal.journal.memory.MemoryJournal;
import io.github.camelbulksms.internal.report.MemoryReportLog;
import io.github.camelbulksms.internal.report.ReportLog;
import io.github.camelbulksms.internal.run.SendMetrics;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The component's one journal, in its database or in memory, and the delivery reports beside it. */
final class JournalService extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(JournalService.class);
    private static final int REPORTS_REMEMBERED = 100_000;

    private final BulkSmsComponent settings;
    /** Guarded by this. */
    private JournalDatabase database;
    /** Written when Camel starts the component, before any producer asks for it. */
    private Journal journal;
    /** Renews the leases; null without a database. Written as the journal. */
    private ScheduledExecutorService leases;

    JournalService(BulkSmsComponent settings) {
        this.settings = settings;
    }

    @Override
    protected void doStart() throws UnfitDatabaseException {
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
                : new JdbcReportLog(database());
    }

    /** Shared by all that ask it, so that it is looked at once. */
    synchronized JournalDatabase database() {
        if (database == null) {
            database = new JournalDatabase(settings.getDataSource(), TableNames.of(settings.getJournalTables()));
        }
        return database;
    }

    /** Options have changed: the next one to ask gets another. */
    synchronized void forgetDatabase() {
        database = null;
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
        leases = context().getExecutorServiceManager().newSingleThreadScheduledExecutor(settings, "bulksms-lease");
        return new JdbcJournal(database(), Duration.ofMillis(settings.getRunLease()), leases);
    }

    private CamelContext context() {
        return settings.getCamelContext();
    }
}
