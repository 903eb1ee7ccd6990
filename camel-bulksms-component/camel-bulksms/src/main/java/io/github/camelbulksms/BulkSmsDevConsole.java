package io.github.camelbulksms;

import io.github.camelbulksms.internal.run.SendMetrics;
import io.github.camelbulksms.model.CampaignTotals;
import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.RunInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/** Shows what is being sent and what was, and takes the commands of operators. */
@DevConsole(name = "bulksms", description = "Campaigns that are being sent, and what was sent so far")
public class BulkSmsDevConsole extends AbstractDevConsole {

    /** The option with the name of a campaign: without a command, to show how it ended by the journal's database. */
    static final String CAMPAIGN = "campaign";

    /** The option with the name of a run, for a command. */
    static final String RUN = "run";

    /** The option with what is to be done: {@code stop}, {@code resume} or {@code free}. */
    static final String COMMAND = "command";

    public BulkSmsDevConsole() {
        super("camel", "bulksms", "Bulk SMS", "Campaigns that are being sent, and what was sent so far");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        if (options.get(COMMAND) instanceof String) {
            return execute(options) + "\n";
        }
        StringBuilder text = new StringBuilder();
        if (options.get(CAMPAIGN) instanceof String campaign) {
            totals(campaign).forEach(totals -> text.append(text(totals)));
            return text.toString();
        }
        for (BulkSmsComponent component : components()) {
            SendMetrics metrics = component.metrics();
            text.append("Since the start of this process:\n   ");
            for (Outcome outcome : Outcome.values()) {
                text.append(' ')
                        .append(outcome.name().toLowerCase(java.util.Locale.ROOT))
                        .append('=');
                text.append(metrics.recipients(outcome));
            }
            text.append(String.format(
                    "%n    requests=%d batches=%d in flight=%d waiting=%d backing off=%d retries=%s%n",
                    metrics.requests(),
                    metrics.batches(),
                    metrics.inFlight(),
                    metrics.waiting(),
                    metrics.backingOff(),
                    metrics.retries()));
            text.append("Runs, those that are being sent first:\n");
            runs(component).forEach(run -> text.append("    ")
                    .append(RunText.lines(run).replace("\n          ", "\n              ")));
        }
        return text.toString();
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        JsonObject root = new JsonObject();
        if (options.get(COMMAND) instanceof String) {
            root.put("done", execute(options));
            return root;
        }
        if (options.get(CAMPAIGN) instanceof String campaign) {
            JsonArray campaigns = new JsonArray();
            totals(campaign).forEach(totals -> campaigns.add(json(totals)));
            root.put("campaigns", campaigns);
            return root;
        }
        JsonArray components = new JsonArray();
        for (BulkSmsComponent component : components()) {
            components.add(json(component));
        }
        root.put("components", components);
        return root;
    }

    private static JsonObject json(BulkSmsComponent component) {
        SendMetrics metrics = component.metrics();
        JsonObject json = new JsonObject();
        for (Outcome outcome : Outcome.values()) {
            json.put(outcome.name().toLowerCase(java.util.Locale.ROOT), metrics.recipients(outcome));
        }
        json.put("requests", metrics.requests());
        json.put("batches", metrics.batches());
        json.put("inFlight", metrics.inFlight());
        json.put("waiting", metrics.waiting());
        json.put("backingOff", metrics.backingOff());
        json.put("retries", new JsonObject(metrics.retries()));
        json.put("oldestRequestMillis", metrics.oldestRequest().toMillis());
        JsonArray runs = new JsonArray();
        runs(component).forEach(run -> runs.add(RunText.json(run)));
        json.put("runs", runs);
        return json;
    }

    private String execute(Map<String, Object> options) {
        RunCommand command =
                new RunCommand((String) options.get(COMMAND), required(options, CAMPAIGN), (String) options.get(RUN));
        List<String> done = new ArrayList<>();
        for (BulkSmsComponent component : components()) {
            try {
                done.add(command.execute(component.campaigns()));
            } catch (SQLException e) {
                throw cannotBeRead(e);
            }
        }
        return String.join("; ", done);
    }

    private static String required(Map<String, Object> options, String name) {
        if (options.get(name) instanceof String value && !value.isBlank()) {
            return value;
        }
        throw new IllegalArgumentException("the option " + name + " is missing: expected command=stop&campaign=…&run=…,"
                + " without run for all runs of the campaign");
    }

    private List<CampaignTotals> totals(String campaign) {
        List<CampaignTotals> totals = new ArrayList<>();
        for (BulkSmsComponent component : components()) {
            if (component.getDataSource() != null) {
                try {
                    totals.add(component.campaigns().totals(campaign));
                } catch (SQLException e) {
                    throw cannotBeRead(e);
                }
            }
        }
        return totals;
    }

    private static List<RunInfo> runs(BulkSmsComponent component) {
        try {
            return component.campaigns().runs();
        } catch (SQLException e) {
            throw cannotBeRead(e);
        }
    }

    private static RuntimeCamelException cannotBeRead(SQLException e) {
        return new RuntimeCamelException("the journal cannot be read: " + e.getMessage(), e);
    }

    private static String text(CampaignTotals totals) {
        return String.format(
                "%s: runs=%d read=%d accepted=%d unknown=%d not accepted=%s delivered=%d failed=%d opted out=%d unconfirmed=%d"
                        + " pending=%d uncorrelated=%d %s%n",
                totals.campaign(),
                totals.runs(),
                totals.read(),
                totals.accepted(),
                totals.unknown(),
                totals.notAccepted(),
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
        json.put("notAccepted", new JsonObject(totals.notAccepted()));
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
}
