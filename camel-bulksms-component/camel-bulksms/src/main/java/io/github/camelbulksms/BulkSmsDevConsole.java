package io.github.camelbulksms;

import io.github.camelbulksms.delivery.Activity;
import io.github.camelbulksms.delivery.RunInProgress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        for (BulkSmsComponent component : components()) {
            Activity activity = component.activity();
            text.append(String.format(
                    "accepted=%d unknown=%d requests=%d in flight=%d waiting for pace=%d%n",
                    activity.accepted(),
                    activity.unknown(),
                    activity.requests(),
                    activity.inFlight(),
                    activity.waitingForPace()));
            for (RunInProgress run : running(activity)) {
                text.append(String.format("    %s since %s: %s%n", run.key(), run.since(), run.counts()));
            }
        }
        return text.toString();
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        JsonArray components = new JsonArray();
        for (BulkSmsComponent component : components()) {
            Activity activity = component.activity();
            JsonObject json = new JsonObject();
            json.put("accepted", activity.accepted());
            json.put("unknown", activity.unknown());
            json.put("requests", activity.requests());
            json.put("inFlight", activity.inFlight());
            json.put("waitingForPace", activity.waitingForPace());
            JsonArray runs = new JsonArray();
            running(activity).forEach(run -> runs.add(json(run)));
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

    private List<BulkSmsComponent> components() {
        return getCamelContext().getComponentNames().stream()
                .map(name -> getCamelContext().hasComponent(name))
                .filter(BulkSmsComponent.class::isInstance)
                .map(BulkSmsComponent.class::cast)
                .toList();
    }

    private static List<RunInProgress> running(Activity activity) {
        return activity.runs().stream()
                .sorted(Comparator.comparing(RunInProgress::since))
                .toList();
    }
}
