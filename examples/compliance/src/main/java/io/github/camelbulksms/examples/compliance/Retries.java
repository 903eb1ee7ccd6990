package io.github.camelbulksms.examples.compliance;

import io.github.camelbulksms.Campaigns;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds recipients who did not get a message for a temporary reason. A run is tried again a day after its last report, twice in all,
 * and not when three days have gone by: the name of each try says which it is.
 */
public class Retries {

    /** Carrier rejected, gateway error, phone error, all of them for a while (provider documentation). */
    private static final Set<String> MAY_PASS = Set.of("503", "505", "210");

    private static final int MAX_TRIES = 2;
    private static final Duration DUE = Duration.ofDays(1);
    private static final Duration MAX_AGE = Duration.ofDays(3);
    private static final String TRY = "-try-";

    private final Campaigns campaigns;
    private final String campaign;
    private final Path folder;
    private final InstantSource clock;

    /** The recipients of a run to be tried again, and when the last of them was reported. */
    private static final class Failed {
        private final List<String> phones = new ArrayList<>();
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;
    }

    public Retries(Campaigns campaigns, String campaign, Path folder, InstantSource clock) {
        this.campaigns = campaigns;
        this.campaign = campaign;
        this.folder = folder;
        this.clock = clock;
    }

    /** Writes a list for each run that is due; one that was written before is not changed, or its run would be another. */
    public void writeLists() throws SQLException, IOException {
        Files.createDirectories(folder.resolve("done"));
        for (Map.Entry<String, Failed> run : failed().entrySet()) {
            Failed failed = run.getValue();
            int tries = triesOf(run.getKey()) + 1;
            String name = originOf(run.getKey()) + TRY + tries + ".csv";
            boolean isDue = tries <= MAX_TRIES
                    && failed.last.plus(DUE).isBefore(clock.instant())
                    && failed.first.plus(MAX_AGE).isAfter(clock.instant());
            if (isDue
                    && Files.notExists(folder.resolve(name))
                    && Files.notExists(folder.resolve("done").resolve(name))) {
                Path whole = Files.write(folder.resolve(name + ".writing"), failed.phones);
                Files.move(whole, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    private Map<String, Failed> failed() throws SQLException, IOException {
        Map<String, Failed> byRun = new TreeMap<>();
        try (BufferedReader states =
                new BufferedReader(new InputStreamReader(campaigns.csv(campaign), StandardCharsets.UTF_8))) {
            List<String> columns = List.of(states.readLine().split(","));
            for (String line = states.readLine(); line != null; line = states.readLine()) {
                String[] cells = line.split(",", -1);
                String updatedAt = cells[columns.indexOf("updatedAt")];
                if (MAY_PASS.contains(cells[columns.indexOf("code")]) && !updatedAt.isEmpty()) {
                    Failed failed = byRun.computeIfAbsent(cells[columns.indexOf("run")], run -> new Failed());
                    Instant reported = Instant.parse(updatedAt);
                    failed.phones.add("+" + cells[columns.indexOf("phone")]);
                    failed.first = reported.isBefore(failed.first) ? reported : failed.first;
                    failed.last = reported.isAfter(failed.last) ? reported : failed.last;
                }
            }
        }
        return byRun;
    }

    private static int triesOf(String run) {
        int at = run.lastIndexOf(TRY);
        return at < 0 ? 0 : Integer.parseInt(run.substring(at + TRY.length()));
    }

    private static String originOf(String run) {
        int at = run.lastIndexOf(TRY);
        return at < 0 ? run : run.substring(0, at);
    }
}
