package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.model.BulkSmsResult;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that closes connections costs nobody anything, and no reply is taken for another's. */
class KeepAliveTest {

    private static final int REQUESTS = 20;

    @ParameterizedTest
    @CsvSource({"1, FIN", "2, FIN", "3, FIN", "1, RST", "1, HALF"})
    void aServerThatClosesAfterSomeRepliesWithoutAWordGetsEachRequestOnce(int replies, String how) throws Exception {
        check("http", line -> {
            for (int i = 0; i < replies; i++) {
                line.request();
                line.say(RawServer.reply(RawServer.ACCEPTED));
            }
            switch (how) {
                case "RST" -> line.reset();
                case "HALF" -> {
                    line.halfClose();
                    line.wait(100_000);
                }
                default -> {}
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void overTlsAsWell(String protocol) throws Exception {
        check("https", line -> {
            line.startTls(TestKeys.localhost().server(), protocol);
            line.request();
            line.say(RawServer.reply(RawServer.ACCEPTED));
        });
    }

    private static void check(String scheme, RawServer.Script script) throws Exception {
        try (RawServer server = new RawServer(script);
                BadNetworkRig camel = new BadNetworkRig(server.url(scheme))) {
            BulkSmsResult result =
                    camel.send("bulksms:sale?batchSize=1&concurrentRequests=1", CamelRig.phones(REQUESTS));
            // on a busy machine the server may close only when the next request is on its way
            assertThat(result.unknown()).as(result.toString()).isLessThanOrEqualTo(2);
            assertThat(result.accepted() + result.unknown()).isEqualTo(REQUESTS);
            assertThat(server.posts()).isBetween((int) result.accepted(), REQUESTS);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 30})
    void aReplyThatComesTwiceAnswersOneRequest(int millisBetween) throws Exception {
        Semaphore saidTwice = new Semaphore(0);
        try (RawServer server = new RawServer(line -> {
                    line.request();
                    line.say(RawServer.reply(RawServer.ACCEPTED));
                    Thread.sleep(millisBetween);
                    line.say(RawServer.reply(RawServer.ACCEPTED));
                    saidTwice.release();
                    // whoever sends on this connection is not read
                    line.wait(100_000);
                });
                BadNetworkRig camel = new BadNetworkRig(server.url("http"))) {
            for (int i = 0; i < 5; i++) {
                camel.send("bulksms:sale", List.of("38160123456" + i));
                // one that comes while the next request is written cannot be told from its reply
                assertThat(saidTwice.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(server.posts()).isEqualTo(5);
            assertThat(camel.component.getAccepted()).isEqualTo(5);
        }
    }

    @Test
    void connectionsThatAreKeptAreUsedAgain() throws Exception {
        java.util.concurrent.atomic.AtomicInteger connections = new java.util.concurrent.atomic.AtomicInteger();
        try (RawServer server = new RawServer(line -> {
                    connections.incrementAndGet();
                    while (true) {
                        line.request();
                        line.say(RawServer.reply(RawServer.ACCEPTED));
                    }
                });
                BadNetworkRig camel = new BadNetworkRig(server.url("http"))) {
            camel.send("bulksms:sale?batchSize=1&concurrentRequests=1", CamelRig.phones(REQUESTS));
            assertThat(connections).hasValue(1);
        }
    }
}
