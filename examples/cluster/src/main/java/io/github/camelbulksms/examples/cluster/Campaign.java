package io.github.camelbulksms.examples.cluster;

import io.github.camelbulksms.Campaigns;
import io.github.camelbulksms.model.CampaignTotals;
import io.github.camelbulksms.model.Recipient;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.SandboxStats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A list of recipients that the splitter is to find, and what became of each, by the journal and in truth. */
final class Campaign {

    private static final String NAME = "spring-sale";

    private final String run;
    private final List<String> phones;
    private final Servers servers;

    private Campaign(String run, List<String> phones, Servers servers) {
        this.run = run;
        this.phones = phones;
        this.servers = servers;
    }

    /**
     * Puts the list where splitters look, all of it at once.
     *
     * @param run the name of the file, which names the run, too
     */
    static Campaign of(String run, int recipients, Path folder, Servers servers) throws IOException {
        List<String> phones = phones(recipients);
        Path list = Files.write(Files.createDirectories(folder).resolve(run + ".part"), phones);
        Files.move(list, folder.resolve(run), StandardCopyOption.ATOMIC_MOVE);
        return new Campaign(run, phones, servers);
    }

    /**
     * How it stands.
     *
     * @param accepted recipients whose message the sandbox accepted
     * @param twice messages beyond the first to the same recipient
     * @param lost recipients who were neither accepted nor named as unknown
     * @param unknown recipients that the journal names as unknown: they may have been sent to when their worker died
     * @param requests that the provider got
     * @param refused those of them that it refused, as it does beyond its limit
     */
    record Truth(long recipients, long accepted, long twice, long lost, long unknown, long requests, long refused) {

        @Override
        public String toString() {
            return "accepted=" + accepted + " of " + recipients + " twice=" + twice + " lost=" + lost + " unknown="
                    + unknown + " requests=" + requests + " refused for the rate=" + refused;
        }
    }

    static List<String> phones(int recipients) {
        return IntStream.range(0, recipients)
                .mapToObj(i -> Long.toString(381_600_000_000L + i))
                .toList();
    }

    /** The recipients who may have been sent to, by the journal. */
    Set<String> unknown() throws SQLException {
        try (Stream<Recipient> unknown = new Campaigns(servers.database()).unknown(NAME, run)) {
            return unknown.map(Recipient::phoneNumber).collect(Collectors.toSet());
        }
    }

    /** Whether every part was sent, or taken over from a worker that died with it, by the journal. */
    boolean isFinished() throws SQLException {
        CampaignTotals totals = new Campaigns(servers.database()).totals(NAME, run);
        long forGood = totals.notAccepted().getOrDefault("invalid", 0L)
                + totals.notAccepted().getOrDefault("suppressed", 0L);
        return totals.read() == phones.size() && totals.accepted() + totals.unknown() + forGood == phones.size();
    }

    Truth truth() throws SQLException {
        List<AcceptedMessage> messages = servers.provider().messages();
        Set<String> accepted =
                messages.stream().map(AcceptedMessage::phoneNumber).collect(Collectors.toSet());
        Set<String> unknown = unknown();
        Set<String> lost = new HashSet<>(phones);
        lost.removeAll(accepted);
        lost.removeAll(unknown);
        SandboxStats stats = servers.provider().stats();
        return new Truth(
                phones.size(),
                accepted.size(),
                messages.size() - accepted.size(),
                lost.size(),
                unknown.size(),
                stats.requests(),
                stats.refused());
    }
}
