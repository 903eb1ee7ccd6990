package io.github.camelbulksms;

import static io.github.camelbulksms.BadNetworkRig.one;
import static io.github.camelbulksms.BadNetworkRig.outcome;
import static io.github.camelbulksms.RawServer.ACCEPTED;
import static io.github.camelbulksms.RawServer.reply;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is no whole reply answers nothing, and is not asked for again. */
class BrokenRepliesTest {

    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    enum Reply {
        SHORTER_THAN_ITS_LENGTH(reply(ACCEPTED).replace("Content-Length: ", "Content-Length: 9"), "unknown"),
        LONGER_THAN_ITS_LENGTH(withLength("9"), "unknown"),
        NO_LENGTH_AT_ALL("HTTP/1.1 200 OK\r\n\r\n" + ACCEPTED, "accepted"),
        A_LENGTH_BELOW_ZERO(withLength("-1"), "unknown"),
        A_LENGTH_THAT_IS_NONE(withLength("many"), "unknown"),
        A_LENGTH_BEYOND_ALL_NUMBERS(withLength("99999999999999999999"), "unknown"),
        A_CHUNK(chunk(Integer.toHexString(ACCEPTED.length())) + "0\r\n\r\n", "accepted"),
        CHUNKS_WITHOUT_AN_END(chunk(Integer.toHexString(ACCEPTED.length())), "unknown"),
        A_CHUNK_LONGER_THAN_SAID(chunk("5") + "0\r\n\r\n", "unknown"),
        A_CHUNK_SHORTER_THAN_SAID(chunk("FFF"), "unknown"),
        A_CHUNK_BELOW_ZERO(chunk("-5") + "0\r\n\r\n", "unknown"),
        A_CHUNK_OF_NO_NUMBER(chunk("zz") + "0\r\n\r\n", "unknown"),
        NO_STATUS_LINE(ACCEPTED, "unknown"),
        ANOTHER_PROTOCOL("SSH-2.0-OpenSSH_9.6\r\n", "unknown"),
        STATUS_OF_NO_NUMBER("HTTP/1.1 OK\r\n\r\n" + ACCEPTED, "unknown"),
        INTERIM_REPLIES_FIRST(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n" + reply(ACCEPTED), "accepted"),
        AN_INTERIM_REPLY_ALONE("HTTP/1.1 100 Continue\r\n\r\n", "unknown"),
        ANOTHER_PROTOCOL_FROM_HERE_ON("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n" + ACCEPTED, "unknown"),
        NOTHING("", "unknown");

        private final String text;
        private final String outcome;

        Reply(String text, String outcome) {
            this.text = text;
            this.outcome = outcome;
        }

        private static String withLength(String length) {
            return "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n" + ACCEPTED;
        }

        private static String chunk(String length) {
            return CHUNKED + length + "\r\n" + ACCEPTED + "\r\n";
        }
    }

    @ParameterizedTest
    @EnumSource(Reply.class)
    void onePostAndNoWrongOutcome(Reply reply) throws Exception {
        try (RawServer server = new RawServer(line -> {
                    line.request();
                    line.say(reply.text);
                });
                BadNetworkRig camel = new BadNetworkRig(server.url("http"))) {
            assertThat(outcome(camel.send("bulksms:sale?maxAttempts=3", "381601234567")))
                    .isEqualTo(one(reply.outcome));
            assertThat(server.posts()).isEqualTo(1);
        }
    }
}
