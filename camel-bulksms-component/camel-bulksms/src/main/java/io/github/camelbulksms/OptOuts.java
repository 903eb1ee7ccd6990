package io.github.camelbulksms;

import io.github.camelbulksms.model.DeliveryReport;
import io.github.camelbulksms.model.DeliveryStatus;
import io.github.camelbulksms.model.ReportedRecipient;
import io.github.camelbulksms.spi.WritableSuppressionList;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Enters recipients who have opted out, as a delivery report says (510), into a suppression list. Thread-safe. */
final class OptOuts {

    private static final Logger LOG = LoggerFactory.getLogger(OptOuts.class);

    private final WritableSuppressionList list;
    private final Campaigns campaigns;

    /**
     * @param campaigns know whose report it is
     */
    OptOuts(WritableSuppressionList list, Campaigns campaigns) {
        this.list = list;
        this.campaigns = campaigns;
    }

    /**
     * Enters whom the report is about, if it says that they have opted out: everywhere, as they told their carrier, which knows no
     * campaigns.
     *
     * @throws IOException when they could not be entered: the report must come again
     */
    void enter(DeliveryReport report) throws IOException {
        if (report.status().kind() != DeliveryStatus.Kind.OPTED_OUT) {
            return;
        }
        Optional<ReportedRecipient> owner;
        try {
            owner = campaigns.recipient(report);
        } catch (SQLException e) {
            throw new IOException("the journal does not say whose report it is: " + e.getMessage(), e);
        }
        if (owner.isEmpty()) {
            LOG.warn(
                    "somebody has opted out ({}), and the journal does not know who: reference ID {}",
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
