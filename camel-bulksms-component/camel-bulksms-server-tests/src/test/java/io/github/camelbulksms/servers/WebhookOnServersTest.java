package io.github.camelbulksms.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The webhook on each server, with 64 MB: right statuses, no words in answers, and memory that nobody can use up. */
class WebhookOnServersTest {

    private static final int MEGABYTES = 64;
    private static final int LARGE_BODIES = 60;
    private static final String[] TYPES = {
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=b",
        "application/x-java-serialized-object",
        "text/plain"
    };
    private static final byte[] CHUNK = ("20000\r\n" + "x".repeat(0x20000) + "\r\n").getBytes();

    @ParameterizedTest
    @EnumSource(ServerKind.class)
    void whatAnybodyCanPostIsRefusedWithoutAWordAndWhatTheProviderPostsIsTaken(ServerKind kind) throws Exception {
        try (WebhookServer server = new WebhookServer(kind, MEGABYTES)) {
            genuineReportsAreTaken(server);
            SoftAssertions.assertSoftly(softly -> {
                for (Hostile hostile : Hostile.values()) {
                    refuses(server, hostile, softly);
                }
            });
            aFailingRouteIsAnsweredWithoutAWord(server);
            largeBodiesAtOnceLeaveRoomForReports(server);
            assertThat(server.taken()).isEqualTo(server.genuine() + 4);
        }
    }

    @Test
    void reportsWithLongIdsAreRememberedInLittleMemory() throws Exception {
        try (WebhookServer server = new WebhookServer(ServerKind.JETTY, MEGABYTES);
                Connection connection = server.connect()) {
            // 72 MB, if all of it were kept
            for (int i = 0; i < 1_200; i++) {
                String body = Account.report(i + "x".repeat(60_000), "s", "2026-11-26T10:00:00Z");
                isAnswered(
                        200,
                        WebhookServer.post(connection, "Authorization: " + Account.authorization(body) + "\r\n", body));
            }
            assertThat(server.taken()).isEqualTo(1_200);
        }
    }

    private static void genuineReportsAreTaken(WebhookServer server) throws IOException {
        try (Connection connection = server.connect()) {
            isAnswered(200, server.postGenuine());
            String[] headers = {"authorization: ", "AUTHORIZATION: ", "X-TS-Authorization: "};
            for (String header : headers) {
                String body = Account.report(header.strip(), "s", "2026-11-26T10:00:00Z");
                isAnswered(200, WebhookServer.post(connection, header + Account.authorization(body) + "\r\n", body));
                // the same once more is answered, and not taken again
                isAnswered(200, WebhookServer.post(connection, header + Account.authorization(body) + "\r\n", body));
            }
            String body = Account.report("long ago", "s", "+999999999-12-31T23:59:59Z");
            isAnswered(
                    200,
                    WebhookServer.post(connection, "Authorization: " + Account.authorization(body) + "\r\n", body));
            isAnswered(
                    400, WebhookServer.post(connection, "Authorization: " + Account.authorization("x") + "\r\n", "x"));
        }
    }

    private static void isAnswered(int status, Connection.Answer answer) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEmpty();
    }

    private static void refuses(WebhookServer server, Hostile hostile, SoftAssertions softly) {
        int status = 0;
        String body = "";
        try (Connection connection = server.connect()) {
            connection.say(hostile.request(new Random(1)));
            Connection.Answer answer = connection.answer();
            status = answer.status();
            body = answer.body();
        } catch (IOException e) {
            // closed
        }
        softly.assertThat(status).as("%s", hostile).isIn(hostile.statuses);
        softly.assertThat(body)
                .as("%s", hostile)
                .doesNotContain("Exception", "Error:", "\tat ", "io.github", "org.apache");
    }

    private static void aFailingRouteIsAnsweredWithoutAWord(WebhookServer server) throws IOException {
        try (Connection connection = server.connect()) {
            String body = Account.report("fails", ServerProgram.FAILS, "2026-11-26T10:00:00Z");
            isAnswered(
                    500,
                    WebhookServer.post(connection, "Authorization: " + Account.authorization(body) + "\r\n", body));
        }
    }

    private static void largeBodiesAtOnceLeaveRoomForReports(WebhookServer server) throws Exception {
        ExecutorService attackers = Executors.newFixedThreadPool(LARGE_BODIES);
        try {
            List<Future<Boolean>> attacks = new ArrayList<>();
            for (int i = 0; i < LARGE_BODIES; i++) {
                String type = TYPES[i % TYPES.length];
                attacks.add(attackers.submit(() -> isStopped(server, type)));
            }
            for (Future<Boolean> attack : attacks) {
                isAnswered(200, server.postGenuine());
                assertThat(attack.get()).isTrue();
            }
        } finally {
            attackers.shutdownNow();
        }
    }

    /** Sends up to 9 MB in chunks, and sees whether the server has them all. */
    private static boolean isStopped(WebhookServer server, String type) throws IOException {
        try (Connection connection = server.connect()) {
            connection.say("POST /reports HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Type: "
                    + type + "\r\n\r\n");
            for (int i = 0; i < 72; i++) {
                connection.say(CHUNK);
            }
            return connection.answer().status() >= 400;
        } catch (IOException e) {
            return true;
        }
    }
}
