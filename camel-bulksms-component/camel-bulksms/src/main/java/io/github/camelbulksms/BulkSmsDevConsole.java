package io.github.camelbulksms;

import io.github.camelbulksms.internal.run.RunInProgress;
import io.github.camelbulksms.internal.run.SendMetrics;
import io.github.camelbulksms.model.CampaignTotals;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/** Shows what is being sent. */
@DevConsole(name = "bulksms", description = "Campaigns that are being sent, and what was sent so far")
public class BulkSmsDevConsole extends AbstractDevConsole {

    public BulkSmsDevConsole() {
        super("camel", "bulksms", "Bulk SMS", "Campaigns that are being sent, and what was sent so far");
    }

    /** The option with the name of a campaign to show from the journal's database instead. */
    static final String CAMPAIGN = "campaign";

    @Override
    protected String doCallText(Map<String, Object> options) {
        if (options.get(CAMPAIGN) instanceof String campaign) {
            StringBuilder text = new StringBuilder();
            totals(campaign).forEach(totals -> text.append(text(totals)));
            return text.toString();
        }
        StringBuilder text = new StringBuilder();
        for (BulkSmsComponent component : components()) {
            SendMetrics metrics = component.metrics();
            text.append(String.format(
                    "accepted=%d unknown=%d requests=%d in flight=%d waiting=%d%n",
                    metrics.accepted(), metrics.unknown(), metrics.requests(), metrics.inFlight(), metrics.waiting()));
            for (RunInProgress run : running(metrics)) {
                text.append(String.format("    %s since %s: %s%n", run.key(), run.since(), run.counts()));
            }
        }
        return text.toString();
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        if (options.get(CAMPAIGN) instanceof String campaign) {
            JsonArray campaigns = new JsonArray();
            totals(campaign).forEach(totals -> campaigns.add(json(totals)));
            JsonObject root = new JsonObject();
            root.put("campaigns", campaigns);
            return root;
        }
        JsonArray components = new JsonArray();
        for (BulkSmsComponent component : components()) {
            SendMetrics metrics = component.metrics();
            JsonObject json = new JsonObject();
            json.put("accepted", metrics.accepted());
            json.put("unknown", metrics.unknown());
            json.put("requests", metrics.requests());
            json.put("inFlight", metrics.inFlight());
            json.put("waiting", metrics.waiting());
            JsonArray runs = new JsonArray();
            running(metrics).forEach(run -> runs.add(json(run)));
            json.put("runs", runs);
            components.add(json);
        }
        JsonObject root = new JsonObject();
        root.put("components", components);
        return root;
    }

    private static JsonObject json(RunInProgress run) {
        JsonObject json = new JsonObject();
        json.put("campaign", run.key().campaign());
        json.put("run", run.key().run());
        json.put("part", run.key().part());
        json.put("since", run.since().toString());
        json.put("read", run.counts().read());
        json.put("accepted", run.counts().accepted());
        json.put("invalid", run.counts().invalid());
        json.put("duplicates", run.counts().duplicates());
        json.put("refused", run.counts().refused());
        json.put("unsent", run.counts().unsent());
        json.put("unknown", run.counts().unknown());
        json.put("requests", run.counts().requests());
        return json;
    }

    private List<CampaignTotals> totals(String campaign) {
        List<CampaignTotals> totals = new ArrayList<>();
        for (BulkSmsComponent component : components()) {
            if (component.getDataSource() != null) {
                try {
                    totals.add(component.campaigns().totals(campaign));
                } catch (SQLException e) {
                    throw new RuntimeCamelException("the journal cannot be read: " + e.getMessage(), e);
                }
            }
        }
        return totals;
    }

    private static String text(CampaignTotals totals) {
        return String.format(
                "%s: runs=%d read=%d accepted=%d unknown=%d delivered=%d failed=%d opted out=%d unconfirmed=%d"
                        + " pending=%d uncorrelated=%d %s%n",
                totals.campaign(),
                totals.runs(),
                totals.read(),
                totals.accepted(),
                totals.unknown(),
                totals.delivered(),
                totals.failed(),
                totals.optedOut(),
                totals.unconfirmed(),
                totals.pending(),
                totals.uncorrelated(),
                totals.failedByReason());
    }

    private static JsonObject json(CampaignTotals totals) {
        JsonObject json = new JsonObject();
        json.put("campaign", totals.campaign());
        json.put("runs", totals.runs());
        json.put("read", totals.read());
        json.put("accepted", totals.accepted());
        json.put("unknown", totals.unknown());
        json.put("delivered", totals.delivered());
        json.put("failed", totals.failed());
        json.put("failedByReason", new JsonObject(totals.failedByReason()));
        json.put("optedOut", totals.optedOut());
        json.put("unconfirmed", totals.unconfirmed());
        json.put("pending", totals.pending());
        json.put("uncorrelated", totals.uncorrelated());
        return json;
    }

    private List<BulkSmsComponent> components() {
        return getCamelContext().getComponentNames().stream()
                .map(name -> getCamelContext().hasComponent(name))
                .filter(BulkSmsComponent.class::isInstance)
                .map(BulkSmsComponent.class::cast)
                .toList();
    }

    private static List<RunInProgress> running(SendMetrics metrics) {
        return metrics.runs().stream()
                .sorted(Comparator.comparing(RunInProgress::since))
                .toList();
    }
}
