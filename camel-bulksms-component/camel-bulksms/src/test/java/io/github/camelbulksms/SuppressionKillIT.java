package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that sends is killed ({@code kill -9}) again and again, while the suppression list grows with each request. A short version
 * runs with the other tests; the long one: {@code mvn verify -Dit.test=SuppressionKillIT -Dbulksms.optOutKills=200}.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class SuppressionKillIT {

    private static final int KILLS = Integer.getInteger("bulksms.optOutKills", 4);
    private static final long SEED = Long.getLong("bulksms.seed", 1);
    private static final int RECIPIENTS_FOR_A_KILL = 1500;
    private static final int MAX_MILLIS_TO_LIVE = 800;
    private static final long LATENCY_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private static final byte[] ACCEPTED =
            "{\"reference_id\":\"R\",\"status\":{\"code\":293}}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] BUSY =
            "{\"status\":{\"code\":500},\"errors\":[{\"code\":-40007}]}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    /** Guarded by this object's lock. */
    private final Set<String> suppressed = new HashSet<>();
    /** Guarded by this object's lock. */
    private final Map<String, Integer> accepted = new HashMap<>();

    private long requests;
    private List<String> phones;
    private JdbcSuppressionList list;

    @Test
    void noRequestCarriesAnybodyWhoHadOptedOutBeforeItBegan() throws Exception {
        phones = CamelRig.phones(KILLS * RECIPIENTS_FOR_A_KILL);
        Files.write(folder.resolve("list.csv"), phones);
        HttpServer provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/", this::answer);
        try (DatabaseServer postgres = DatabaseServer.Kind.POSTGRESQL.start(folder)) {
            list = new JdbcSuppressionList(postgres.dataSource());
            provider.start();
            int killed = 0;
            while (killed < KILLS && !isFinished()) {
                Process process = start(provider, postgres.url());
                long before = requests();
                while (requests() == before && process.isAlive()) {
                    LockSupport.parkNanos(LATENCY_NANOS);
                }
                if (!process.waitFor(random.nextInt(MAX_MILLIS_TO_LIVE), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly().waitFor();
                    killed++;
                }
            }
            for (int runs = 0; runs < 10 && !isFinished(); runs++) {
                start(provider, postgres.url()).waitFor();
            }
            check(killed);
        } finally {
            provider.stop(0);
        }
    }

    private synchronized long requests() {
        return requests;
    }

    /** The only request in flight: whoever is on the list when it comes in was there when it was begun. */
    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests++;
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            List<String> recipients = recipients(form);
            recipients.stream().filter(suppressed::contains).forEach(wrong::add);
            // somebody who is in this request, and some who are to come
            optOut(recipients.get(random.nextInt(recipients.size())));
            for (int i = 0; i < 8; i++) {
                optOut(phones.get(random.nextInt(phones.size())));
            }
            boolean accepts = random.nextInt(6) > 0;
            if (accepts) {
                recipients.forEach(recipient -> accepted.merge(recipient, 1, Integer::sum));
            }
            LockSupport.parkNanos(LATENCY_NANOS);
            byte[] reply = accepts ? ACCEPTED : BUSY;
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(accepts ? 200 : 429, reply.length);
            exchange.getResponseBody().write(reply);
        } catch (IOException e) {
            // the sender was killed
        }
    }

    private void optOut(String phone) throws IOException {
        list.suppress(phone);
        suppressed.add(phone);
    }

    private synchronized void check(int killed) throws IOException {
        String output = Files.readString(folder.resolve("output"));
        assertThat(isFinished())
                .as(output.substring(Math.max(0, output.length() - 3000)))
                .isTrue();
        assertThat(wrong).as("on the wire though they had opted out").isEmpty();
        assertThat(accepted.values()).as("nobody twice").allMatch(times -> times == 1);
        Set<String> unknown = new HashSet<>(Files.readAllLines(folder.resolve("unknown")).stream()
                .map(line -> line.split(",")[0])
                .toList());
        List<String> missing = new ArrayList<>(phones);
        missing.removeAll(accepted.keySet());
        missing.removeAll(suppressed);
        assertThat(unknown).containsAll(missing);
        Map<String, Long> counts = new HashMap<>();
        for (String count : Files.readString(folder.resolve("result")).split(" ")) {
            if (count.matches("[a-z]+=[0-9]+")) {
                counts.put(count.split("=")[0], Long.parseLong(count.split("=")[1]));
            }
        }
        assertThat(counts.get("accepted") + counts.get("unknown") + counts.get("suppressed"))
                .isEqualTo(phones.size());
        assertThat(counts.get("suppressed")).isPositive();
        System.out.printf(
                "kills=%d seed=%d recipients=%d requests=%d opted out=%d of which on the wire afterwards=0 suppressed=%d"
                        + " accepted=%d unknown=%d twice=0%n",
                killed,
                SEED,
                phones.size(),
                requests,
                suppressed.size(),
                counts.get("suppressed"),
                counts.get("accepted"),
                counts.get("unknown"));
    }

    private boolean isFinished() {
        return Files.exists(folder.resolve("result"));
    }

    private Process start(HttpServer provider, String url) throws IOException {
        return JavaProcess.start(
                KillProgram.class,
                folder.resolve("output"),
                folder.toString(),
                "http://127.0.0.1:" + provider.getAddress().getPort(),
                "customer",
                "a2V5",
                url,
                "&concurrentRequests=1&suppressionList=#optOuts");
    }

    private static List<String> recipients(String form) {
        return Arrays.stream(form.split("&"))
                .filter(field -> field.startsWith("recipients="))
                .flatMap(field ->
                        Arrays.stream(URLDecoder.decode(field.substring("recipients=".length()), StandardCharsets.UTF_8)
                                .split(",")))
                .map(recipient -> recipient.split(":")[0])
                .toList();
    }
}
