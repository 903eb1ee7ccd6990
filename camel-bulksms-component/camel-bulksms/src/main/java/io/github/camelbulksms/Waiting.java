package io.github.camelbulksms;

import io.github.camelbulksms.internal.run.Activity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What holds a run up, in words. */
final class Waiting {

    private Waiting() {}

    /** Null when nothing does. */
    static String text(List<Activity> activities, Instant now) {
        Map<String, Integer> reasons = new TreeMap<>();
        for (Activity activity : activities) {
            String reason = reason(activity, now);
            if (reason != null) {
                reasons.merge(reason, 1, Integer::sum);
            }
        }
        return reasons.isEmpty()
                ? null
                : reasons.entrySet().stream()
                        .map(reason -> reason.getKey() + " (requests: " + reason.getValue() + ")")
                        .collect(Collectors.joining(", "));
    }

    private static String reason(Activity activity, Instant now) {
        if (activity instanceof Activity.WaitsForRateLimit) {
            return "for the rate limit";
        }
        if (activity instanceof Activity.WaitsForPermit) {
            return "for requests of others to end";
        }
        if (activity instanceof Activity.BacksOff backsOff) {
            return "to send again after " + backsOff.label() + ", in "
                    + Duration.between(now, backsOff.until()).plusMillis(999).toSeconds() + " s";
        }
        return null;
    }
}
