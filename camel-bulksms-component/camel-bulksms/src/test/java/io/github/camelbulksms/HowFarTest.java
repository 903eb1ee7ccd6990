package io.github.camelbulksms;

import static io.github.camelbulksms.BadNetworkRig.one;
import static io.github.camelbulksms.BadNetworkRig.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Not sent is what ended before the first byte of the request, by whatever name it failed. */
class HowFarTest {

    private static final String PART_OF_A_REPLY = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"status\"";

    /** All that JSSE knows, and one that nobody does. */
    private static final int[] ALERTS = {
        0, 10, 20, 21, 22, 30, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 60, 70, 71, 80, 86, 90, 100, 109, 110,
        111, 112, 113, 114, 115, 116, 120, 255
    };

    /** When the server sends its alert. */
    enum Moment {
        AMID_REQUEST,
        BEFORE_REPLY,
        AMID_REPLY
    }

    record Alerts(String protocol, boolean tunnelled, Moment moment) {}

    static Stream<Alerts> alerts() {
        return Stream.of("TLSv1.2", "TLSv1.3")
                .flatMap(protocol -> Stream.of(true, false).flatMap(tunnelled -> Stream.of(Moment.values())
                        .map(moment -> new Alerts(protocol, tunnelled, moment))));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void anAlertOfWhateverNumberAfterTheRequestIsUnknownAndThereIsOnePost(Alerts alerts) throws Exception {
        int[] number = {0};
        try (RawServer server = new RawServer(line -> {
                    if (alerts.tunnelled()) {
                        line.openTunnel();
                    }
                    line.startTls(TestKeys.localhost().server(), alerts.protocol());
                    switch (alerts.moment()) {
                        case AMID_REQUEST -> line.head();
                        case BEFORE_REPLY -> line.request();
                        case AMID_REPLY -> {
                            line.request();
                            line.say(PART_OF_A_REPLY);
                        }
                    }
                    line.alert(number[0]);
                });
                BadNetworkRig camel = alerts.tunnelled()
                        ? BadNetworkRig.through(server, server.url("https"), component -> {})
                        : new BadNetworkRig(server.url("https"))) {
            int sent = 0;
            for (int alert : ALERTS) {
                number[0] = alert;
                assertThat(outcome(camel.send("bulksms:sale?maxAttempts=3", "381601234567")))
                        .as("alert %d", alert)
                        .isEqualTo(one("unknown"));
                assertThat(server.posts()).as("alert %d", alert).isEqualTo(++sent);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(BeforeTheRequest.class)
    void whatEndsBeforeTheRequestIsUnsent(BeforeTheRequest failure) throws Exception {
        try (RawServer server = new RawServer(failure.script);
                BadNetworkRig camel = new BadNetworkRig(server.url("https"), component -> {
                    component.setConnectTimeout(1_000);
                    component.setResponseTimeout(1_000);
                })) {
            assertThat(outcome(camel.send())).isEqualTo(one("unsent"));
            assertThat(server.posts()).isZero();
        }
    }

    enum BeforeTheRequest {
        RESET_AT_ONCE(line -> line.reset()),
        CLOSED_AT_ONCE(line -> {}),
        RESET_IN_THE_HANDSHAKE(line -> {
            line.say(0x16, 0x03, 0x03);
            line.reset();
        }),
        CLOSE_NOTIFY_IN_THE_HANDSHAKE(line -> {
            line.say(0x15, 0x03, 0x03, 0, 2, 1, 0);
            line.wait(10_000);
        }),
        INTERNAL_ERROR_IN_THE_HANDSHAKE(line -> {
            line.say(0x15, 0x03, 0x03, 0, 2, 2, 80);
            line.wait(10_000);
        }),
        HANDSHAKE_FAILURE_IN_THE_HANDSHAKE(line -> {
            line.say(0x15, 0x03, 0x03, 0, 2, 2, 40);
            line.wait(10_000);
        }),
        PLAIN_HTTP(line -> line.say("HTTP/1.1 400 Bad Request\r\n\r\n")),
        SILENCE_IN_THE_HANDSHAKE(line -> line.wait(10_000));

        private final RawServer.Script script;

        BeforeTheRequest(RawServer.Script script) {
            this.script = script;
        }
    }

    @ParameterizedTest
    @CsvSource({"407, Proxy-Authenticate", "401, WWW-Authenticate"})
    void aChallengeBehindTheTunnelIsNotAnsweredByASecondPost(int status, String header) throws Exception {
        try (RawServer server = new RawServer(line -> {
                    line.openTunnel();
                    line.startTls(TestKeys.localhost().server());
                    line.request();
                    line.say("HTTP/1.1 " + status + " Who\r\n" + header
                            + ": Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
                    line.request();
                    line.say(RawServer.reply(RawServer.ACCEPTED));
                });
                BadNetworkRig camel = BadNetworkRig.through(server, server.url("https"), BadProxyTest::withPassword)) {
            assertThat(outcome(camel.send())).isEqualTo(one("unknown"));
            assertThat(server.posts()).isEqualTo(1);
        }
    }

    @Test
    void aClientCertificateThatIsMissingIsUnsentWhereTheHandshakeAsksForIt() throws Exception {
        try (RawServer server = new RawServer(line -> line.startTlsThatAsksForACertificate(
                        TestKeys.localhost().server(), "TLSv1.2"));
                BadNetworkRig camel = new BadNetworkRig(server.url("https"))) {
            assertThat(outcome(camel.send())).isEqualTo(one("unsent"));
        }
    }
}
