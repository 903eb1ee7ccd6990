package io.github.camelbulksms.lists;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A list and what may become of it. Read from a block of a {@code .cases} file:
 *
 * <pre>
 * === title
 * options: defaultRegion=DE   options of the endpoint
 * sent: 4915123456789         must be sent to
 * may: 381601234567           may be sent to, or refused; nobody else may
 * fails: yes | no | either    whether the exchange fails; by itself no if somebody must, yes if nobody may be sent to
 * says: phoneColumn           what the exception then says
 * read: 2  invalid: 1         counts, when the exchange did not fail
 * body: file | path | text | header | stream | reader | bytes
 * charset: UTF-16LE           of the bytes, else UTF-8; exchangeCharset: of the exchange's property
 * eol: lf | cr | crlf         end: none  without the last one    cut: 1  bytes cut off at the end
 * bytes: 1f8b                 the bytes themselves, in place of a text
 * ---
 * the text; {TAB}, {CR}, {BOM} and the like are the characters of that name, {FFFD} is U+FFFD
 * </pre>
 */
record ListCase(String file, String title, Map<String, String> matter, String text) {

    enum Failing {
        YES,
        NO,
        EITHER
    }

    private static final Map<String, String> CHARACTERS = Map.ofEntries(
            Map.entry("{TAB}", "\t"),
            Map.entry("{CR}", "\r"),
            Map.entry("{NUL}", "\0"),
            Map.entry("{SUB}", "\u001A"),
            Map.entry("{FF}", "\f"),
            Map.entry("{VT}", "\u000B"),
            Map.entry("{NEL}", "\u0085"),
            Map.entry("{LS}", "\u2028"),
            Map.entry("{NBSP}", "\u00A0"),
            Map.entry("{ZWSP}", "\u200B"),
            Map.entry("{LRM}", "\u200E"),
            Map.entry("{LRE}", "\u202A"),
            Map.entry("{PDF}", "\u202C"),
            Map.entry("{BOM}", "\uFEFF"),
            Map.entry("{FFFD}", "\uFFFD"));

    /** All blocks of a file. */
    static List<ListCase> of(String file, String content) {
        return Arrays.stream(content.split("(?m)^=== ", -1))
                .skip(1)
                .map(block -> ofBlock(file, block))
                .toList();
    }

    private static ListCase ofBlock(String file, String block) {
        int end = block.indexOf("\n---\n");
        if (end < 0) {
            throw new IllegalArgumentException(file + ": no line --- in: " + block);
        }
        String[] head = block.substring(0, end).split("\n");
        Map<String, String> matter = new LinkedHashMap<>();
        for (String line : Arrays.asList(head).subList(1, head.length)) {
            int colon = line.indexOf(": ");
            if (matter.put(line.substring(0, colon), line.substring(colon + 2)) != null) {
                throw new IllegalArgumentException(file + ": twice in " + head[0] + ": " + line);
            }
        }
        String text = block.substring(end + "\n---\n".length()).replaceAll("\n+$", "");
        for (Map.Entry<String, String> character : CHARACTERS.entrySet()) {
            text = text.replace(character.getKey(), character.getValue());
        }
        return new ListCase(file, head[0], matter, text);
    }

    String options() {
        return matter.containsKey("options") ? "&" + matter.get("options") : "";
    }

    List<String> sent() {
        return numbers("sent");
    }

    List<String> may() {
        return numbers("may");
    }

    private List<String> numbers(String key) {
        return matter.containsKey(key) ? List.of(matter.get(key).split(" ")) : List.of();
    }

    Failing failing() {
        if (matter.containsKey("fails")) {
            return Failing.valueOf(matter.get("fails").toUpperCase(Locale.ROOT));
        }
        if (!sent().isEmpty()) {
            return Failing.NO;
        }
        return may().isEmpty() ? Failing.YES : Failing.EITHER;
    }

    String body() {
        return matter.getOrDefault("body", "file");
    }

    String text(String end) {
        String eol =
                switch (matter.getOrDefault("eol", "lf")) {
                    case "cr" -> "\r";
                    case "crlf" -> "\r\n";
                    default -> "\n";
                };
        return (text + ("none".equals(matter.get("end")) ? "" : end)).replace("\n", eol);
    }

    byte[] bytes() {
        if (matter.containsKey("bytes")) {
            return HexFormat.of().parseHex(matter.get("bytes"));
        }
        Charset charset = Charset.forName(matter.getOrDefault("charset", StandardCharsets.UTF_8.name()));
        ByteBuffer bytes = charset.encode(text("\n"));
        byte[] all = new byte[bytes.remaining()];
        bytes.get(all);
        return Arrays.copyOf(all, all.length - Integer.parseInt(matter.getOrDefault("cut", "0")));
    }

    @Override
    public String toString() {
        return file + ": " + title;
    }
}
