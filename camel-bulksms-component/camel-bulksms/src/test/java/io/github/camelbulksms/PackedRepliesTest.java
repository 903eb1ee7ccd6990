package io.github.camelbulksms;

import static io.github.camelbulksms.BadNetworkRig.one;
import static io.github.camelbulksms.BadNetworkRig.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Replies that a proxy has packed, which nobody asked for, from a socket to an outcome. */
class PackedRepliesTest {

    private static final byte[] ACCEPTED = RawServer.ACCEPTED.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BOMB = new byte[20_000_000];

    static {
        // spaces in front of an acceptance
        Arrays.fill(BOMB, (byte) ' ');
        System.arraycopy(ACCEPTED, 0, BOMB, BOMB.length - ACCEPTED.length, ACCEPTED.length);
    }

    enum Reply {
        GZIP("gzip", gzip(ACCEPTED), "accepted"),
        GZIP_BY_ITS_OLD_NAME("X-GZip", gzip(ACCEPTED), "accepted"),
        ZLIB("deflate", deflate(ACCEPTED, new Deflater()), "accepted"),
        DEFLATE("deflate", deflate(ACCEPTED, new Deflater(Deflater.BEST_SPEED, true)), "accepted"),
        IDENTITY("identity", ACCEPTED, "accepted"),
        CUT("gzip", Arrays.copyOf(gzip(ACCEPTED), 40), "unknown"),
        DEFLATE_CUT("deflate", Arrays.copyOf(deflate(ACCEPTED, new Deflater()), 40), "unknown"),
        PLAIN_THAT_SAYS_GZIP("gzip", ACCEPTED, "unknown"),
        TWICE("gzip, gzip", gzip(gzip(ACCEPTED)), "unknown"),
        BROTLI("br", ACCEPTED, "unknown"),
        GZIP_BOMB("gzip", gzip(BOMB), "unknown"),
        DEFLATE_BOMB("deflate", deflate(BOMB, new Deflater()), "unknown");

        private final String encoding;
        private final byte[] body;
        private final String outcome;

        Reply(String encoding, byte[] body, String outcome) {
            this.encoding = encoding;
            this.body = body;
            this.outcome = outcome;
        }

        private interface Packer {
            OutputStream around(OutputStream out) throws IOException;
        }

        private static byte[] gzip(byte[] bytes) {
            return pack(bytes, GZIPOutputStream::new);
        }

        private static byte[] deflate(byte[] bytes, Deflater deflater) {
            return pack(bytes, out -> new DeflaterOutputStream(out, deflater));
        }

        private static byte[] pack(byte[] bytes, Packer packer) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (OutputStream out = packer.around(packed)) {
                out.write(bytes);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return packed.toByteArray();
        }
    }

    @ParameterizedTest
    @EnumSource(Reply.class)
    void whatIsPackedIsReadUpToTheLimitOfAReply(Reply reply) throws Exception {
        try (RawServer server = new RawServer(line -> {
                    line.request();
                    line.say("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: " + reply.encoding
                            + "\r\nContent-Length: " + reply.body.length + "\r\n\r\n");
                    line.say(reply.body);
                    line.wait(1);
                });
                BadNetworkRig camel = new BadNetworkRig(server.url("http"))) {
            assertThat(outcome(camel.send())).isEqualTo(one(reply.outcome));
            assertThat(server.posts()).isEqualTo(1);
        }
    }
}
