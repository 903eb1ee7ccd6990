package io.github.camelbulksms;

import static io.github.camelbulksms.BadNetworkRig.one;
import static io.github.camelbulksms.BadNetworkRig.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.camelbulksms.model.BulkSmsResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that closes connections costs nobody anything, and no reply is taken for another's. */
class KeepAliveTest {

    private static final int REQUESTS = 20;
    private static final Duration SOON = Duration.ofSeconds(30);

    /** What a server does after its replies, without having said that it would. */
    private static void end(RawServer.Line line, String how) throws IOException {
        switch (how) {
            case "RST" -> line.reset();
            case "HALF" -> line.halfClose();
            default -> line.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, FIN", "2, FIN", "3, FIN", "1, RST", "3, RST", "1, HALF", "2, HALF"})
    void aServerThatHasClosedAfterSomeRepliesCostsNobodyAnything(int replies, String how) throws Exception {
        check("http", replies, line -> {
            for (int i = 0; i < replies; i++) {
                line.request();
                line.say(RawServer.reply(RawServer.ACCEPTED));
            }
            end(line, how);
        });
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2, FIN", "TLSv1.3, FIN", "TLSv1.2, RST", "TLSv1.3, RST"})
    void overTlsAsWell(String protocol, String how) throws Exception {
        check("https", 1, line -> {
            line.startTls(TestKeys.localhost().server(), protocol);
            line.request();
            line.say(RawServer.reply(RawServer.ACCEPTED));
            end(line, how);
        });
    }

    /** Each request goes out after the server has closed what it was going to close. */
    private static void check(String scheme, int replies, RawServer.Script script) throws Exception {
        Semaphore closed = new Semaphore(0);
        try (RawServer server = new RawServer(line -> {
                    script.play(line);
                    closed.release();
                    line.wait(100_000);
                });
                BadNetworkRig camel = new BadNetworkRig(server.url(scheme))) {
            for (int i = 1; i <= REQUESTS; i++) {
                assertThat(outcome(camel.send("bulksms:sale", "38160" + (1_000_000 + i))))
                        .as("request %d", i)
                        .isEqualTo(one("accepted"));
                if (i % replies == 0) {
                    assertThat(closed.tryAcquire(SOON.toSeconds(), TimeUnit.SECONDS))
                            .isTrue();
                }
            }
            assertThat(server.posts()).isEqualTo(REQUESTS);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatIsUnknownIsNoMoreThanTheServerMayHaveRead(int replies) throws Exception {
        AtomicInteger tooLate = new AtomicInteger();
        try (RawServer server = new RawServer(line -> {
                    for (int i = 0; i < replies; i++) {
                        line.request();
                        line.say(RawServer.reply(RawServer.ACCEPTED));
                    }
                    line.halfClose();
                    // whatever comes now was sent before the other side could know
                    tooLate.addAndGet(line.wait(1));
                });
                BadNetworkRig camel = new BadNetworkRig(server.url("http"))) {
            BulkSmsResult result =
                    camel.send("bulksms:sale?batchSize=1&concurrentRequests=1", CamelRig.phones(REQUESTS));
            camel.context.stop();
            await().atMost(SOON).until(() -> server.open() == 0);
            assertThat(result.unknown()).as(result.toString()).isLessThanOrEqualTo(tooLate.get());
            assertThat(result.accepted() + result.unknown() + result.unsent()).isEqualTo(REQUESTS);
            assertThat(server.posts()).isEqualTo((int) result.accepted());
        }
    }

    @Test
    void aReplyThatIsThereBeforeTheRequestAnswersNothing() throws Exception {
        try (RawServer server = new RawServer(line -> {
                    line.say(RawServer.reply(RawServer.ACCEPTED));
                    line.request();
                });
                Socket socket = ChannelSocket.open();
                ProviderConnection connection = new ProviderConnection()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            await().atMost(SOON).until(() -> socket.getInputStream().available() > 0);
            connection.bind(socket);
            HttpPost post = new HttpPost("/");
            RequestProgress progress = new RequestProgress(post, System.nanoTime() + 60_000_000_000L);
            HttpClientContext context = HttpClientContext.create();
            progress.putInto(context);

            assertThatThrownBy(() -> new SinglePostExecutor().execute(post, connection, null, context))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("before the request");
            assertThat(progress.begun()).isFalse();
            assertThat(server.posts()).isZero();
        }
    }

    @Test
    void aThreadThatIsInterruptedBeforeItsRequestHasNotBegunIt() throws Exception {
        try (RawServer server = new RawServer(RawServer.Line::request);
                Socket socket = ChannelSocket.open();
                ProviderConnection connection = new ProviderConnection()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            connection.bind(socket);
            HttpPost post = new HttpPost("/");
            RequestProgress progress = new RequestProgress(post, System.nanoTime() + 60_000_000_000L);
            HttpClientContext context = HttpClientContext.create();
            progress.putInto(context);
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> new SinglePostExecutor().execute(post, connection, null, context))
                    .isInstanceOf(IOException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(progress.begun()).isFalse();
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
        AtomicInteger connections = new AtomicInteger();
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
