package io.github.camelbulksms;

import io.github.camelbulksms.internal.journal.OperatorCommand;
import io.github.camelbulksms.model.RunInfo;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.camel.util.json.JsonObject;

/** A run as text for operators, and as JSON for programs. */
final class RunText {

    private RunText() {}

    /** Some lines, the first of which has the status and the counts. */
    static String lines(RunInfo run) {
        List<String> words = new ArrayList<>();
        words.add(String.format(
                "%-9s campaign=%s run=%s accepted=%d unknown=%d read=%d requests=%d batches=%d",
                run.status(),
                run.campaign(),
                run.run(),
                run.accepted(),
                run.unknown(),
                run.read(),
                run.requests(),
                run.batches()));
        run.perSecond().ifPresent(rate -> words.add(String.format(Locale.ROOT, "%.0f/s", rate)));
        run.timeToGo().ifPresent(time -> words.add(text(time) + " to go"));
        run.oldestRequest().ifPresent(age -> words.add("oldest request " + text(age)));
        StringBuilder lines = new StringBuilder(String.join(", ", words)).append('\n');
        lines.append("          begun ").append(run.begun().truncatedTo(ChronoUnit.SECONDS));
        if (run.ended() != null) {
            lines.append(", ended ").append(run.ended().truncatedTo(ChronoUnit.SECONDS));
        }
        lines.append(run.owner() == null ? "" : ", sent by " + run.owner()).append('\n');
        append(lines, "waits ", run.waitsFor());
        append(lines, "last error: ", run.lastError());
        append(lines, "", whatToDo(run));
        return lines.toString();
    }

    private static void append(StringBuilder lines, String what, String text) {
        if (text != null) {
            lines.append("          ").append(what).append(text).append('\n');
        }
    }

    /** What an operator may type, or null. */
    private static String whatToDo(RunInfo run) {
        return switch (run.status()) {
            case OPENING, STOPPING, FINISHED -> null;
            case SENDING -> "to stop it: " + OperatorCommand.of("stopRun", run.campaign(), run.run());
            case STOPPED ->
                "to continue: " + OperatorCommand.of("resumeRun", run.campaign(), run.run())
                        + ", then send the list again (move the file back, put the message back)";
            case FAILED, ABANDONED ->
                "to continue: send the list again (move the file back, put the message back); no recipient gets the"
                        + " message twice";
        };
    }

    static JsonObject json(RunInfo run) {
        JsonObject json = new JsonObject();
        json.put("campaign", run.campaign());
        json.put("run", run.run());
        json.put("status", run.status().name().toLowerCase(Locale.ROOT));
        json.put("begun", run.begun().toString());
        putUnlessNull(json, "ended", run.ended());
        json.put("read", run.read());
        json.put("accepted", run.accepted());
        json.put("unknown", run.unknown());
        json.put("requests", run.requests());
        json.put("batches", run.batches());
        run.perSecond().ifPresent(rate -> json.put("perSecond", Math.round(rate)));
        run.timeToGo().ifPresent(time -> json.put("secondsToGo", time.toSeconds()));
        run.oldestRequest().ifPresent(age -> json.put("oldestRequestMillis", age.toMillis()));
        putUnlessNull(json, "waits", run.waitsFor());
        putUnlessNull(json, "lastError", run.lastError());
        putUnlessNull(json, "owner", run.owner());
        putUnlessNull(json, "toDo", whatToDo(run));
        return json;
    }

    private static void putUnlessNull(JsonObject json, String name, Object value) {
        if (value != null) {
            json.put(name, value.toString());
        }
    }

    private static String text(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds / 60 % 60 + " min";
    }
}
