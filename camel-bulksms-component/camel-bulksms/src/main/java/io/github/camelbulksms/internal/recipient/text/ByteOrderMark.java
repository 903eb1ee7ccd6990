package io.github.camelbulksms.internal.recipient.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The bytes in front of a text that tell its charset. Longer ones first: that of UTF-16 is the start of one of UTF-32. */
enum ByteOrderMark {
    UTF_32LE("fffe0000", Charset.forName("UTF-32LE")),
    UTF_32BE("0000feff", Charset.forName("UTF-32BE")),
    UTF_8("efbbbf", StandardCharsets.UTF_8),
    UTF_16LE("fffe", StandardCharsets.UTF_16LE),
    UTF_16BE("feff", StandardCharsets.UTF_16BE);

    static final int MAX_BYTES = 4;

    private final byte[] bytes;
    private final Charset charset;

    ByteOrderMark(String hex, Charset charset) {
        bytes = HexFormat.of().parseHex(hex);
        this.charset = charset;
    }

    /** The mark at the start of a text. */
    static Optional<ByteOrderMark> of(byte[] text) {
        return Arrays.stream(values()).filter(mark -> mark.starts(text)).findFirst();
    }

    Charset charset() {
        return charset;
    }

    int length() {
        return bytes.length;
    }

    private boolean starts(byte[] text) {
        return text.length >= bytes.length && Arrays.equals(bytes, 0, bytes.length, text, 0, bytes.length);
    }
}
