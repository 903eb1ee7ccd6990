package io.github.camelbulksms;

import io.github.camelbulksms.model.DeliveryReport;
import io.github.camelbulksms.model.DeliveryStatus;
import io.github.camelbulksms.spi.SuppressionList;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Enters recipients who have opted out, as a delivery report says (510), into a suppression list. Thread-safe. */
final class OptOuts {

    private static final Logger LOG = LoggerFactory.getLogger(OptOuts.class);

    private final SuppressionList.Writable list;
    private final Campaigns campaigns;

    /**
     * @param campaigns finds the recipient of a report
     */
    OptOuts(SuppressionList.Writable list, Campaigns campaigns) {
        this.list = list;
        this.campaigns = campaigns;
    }

    /**
     * Enters the recipient of a report that says that they have opted out, for all campaigns: they told their carrier, which knows no
     * campaigns.
     *
     * @throws IOException when they could not be entered: the provider must repeat the report
     */
    void enter(DeliveryReport report) throws IOException {
        if (report.status().kind() != DeliveryStatus.Kind.OPTED_OUT) {
            return;
        }
        Optional<DeliveryReport.Owner> owner;
        try {
            owner = campaigns.recipient(report);
        } catch (SQLException e) {
            throw new IOException("the journal could not be searched for the report's recipient: " + e.getMessage(), e);
        }
        if (owner.isEmpty()) {
            LOG.warn(
                    "opt-out report ({}) matches no recipient in the journal, nothing is suppressed: reference ID {}",
                    report.statusCode(),
                    report.referenceId());
            return;
        }
        list.suppress(owner.get().recipient().phoneNumber());
        LOG.info(
                "a recipient of campaign={} has opted out, and is suppressed",
                owner.get().campaign());
    }
}
