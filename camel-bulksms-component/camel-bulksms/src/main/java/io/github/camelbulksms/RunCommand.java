package io.github.camelbulksms;

import io.github.camelbulksms.internal.journal.RunRegister;
import java.sql.SQLException;

/**
 * A command of the dev console: {@code stop}, {@code resume} or {@code free}.
 *
 * @param run null or blank for all runs of the campaign
 */
record RunCommand(String command, String campaign, String run) {

    /** Says what it has done. */
    String execute(RunControl runs) throws SQLException {
        String name = run == null || run.isBlank() ? RunRegister.ALL_RUNS : run;
        switch (command) {
            case "stop" -> runs.stopRun(campaign, name);
            case "resume" -> runs.resumeRun(campaign, name);
            case "free" -> runs.freeRun(campaign, name);
            default ->
                throw new IllegalArgumentException(
                        "the option command is '" + command + "': expected stop, resume or free");
        }
        return command + ": campaign=" + campaign + (name.isEmpty() ? ", all runs" : " run=" + name);
    }
}
