package io.github.camelbulksms.internal.provider;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Cuts out of a reply's words what they repeat of the request: text, IDs, API key and authorization, whole or in part, plain or
 * encoded (URL, base64, hexadecimal). Compared are letters and digits alone, some in a row. Immutable.
 */
final class Echoes {

    static final Echoes NONE = new Echoes(Set.of(), Set.of());

    /** Shorter pieces of a text are words like others. */
    private static final int TEXT_PIECE = 8;

    private static final int SECRET_PIECE = 6;
    private static final int SHORTEST = 4;

    /** Of a field; the provider takes no text of that length. */
    private static final int LONGEST = 60_000;

    private static final String CUT = "…";

    private final Set<String> textPieces;
    private final Set<String> secretPieces;

    private Echoes(Set<String> textPieces, Set<String> secretPieces) {
        this.textPieces = textPieces;
        this.secretPieces = secretPieces;
    }

    /** Of one request. */
    static Echoes of(ByteBuffer form, Map<String, String> headers, String apiKey) {
        Set<String> texts = new HashSet<>();
        String body = new String(form.array(), 0, form.limit(), StandardCharsets.US_ASCII);
        for (String field : body.split("&")) {
            String name = field.substring(0, field.indexOf('='));
            String encoded = field.substring(name.length() + 1);
            String value = decode(encoded.length() > LONGEST ? encoded.substring(0, LONGEST) : encoded);
            if (name.equals("recipients")) {
                // their numbers are masked in any case
                Arrays.stream(value.split("[,:]")).forEach(item -> addPieces(item, TEXT_PIECE, texts));
            } else {
                addAllForms(value, TEXT_PIECE, texts);
            }
        }
        Set<String> secrets = new HashSet<>();
        addAllForms(apiKey, SECRET_PIECE, secrets);
        String authorization = headers.getOrDefault("Authorization", "");
        addAllForms(authorization.substring(authorization.indexOf(' ') + 1), SECRET_PIECE, secrets);
        return new Echoes(texts, secrets);
    }

    private static String decode(String encoded) {
        int cut = encoded.indexOf('%', Math.max(0, encoded.length() - 2));
        return URLDecoder.decode(cut < 0 ? encoded : encoded.substring(0, cut), StandardCharsets.UTF_8);
    }

    /** The words without what they repeat. */
    String cut(String words) {
        StringBuilder plain = new StringBuilder();
        int[] places = new int[words.length()];
        for (int i = 0; i < words.length(); i++) {
            if (Character.isLetterOrDigit(words.charAt(i))) {
                places[plain.length()] = i;
                plain.append(words.charAt(i));
            }
        }
        String compared = plain.toString().toLowerCase(Locale.ROOT);
        if (compared.length() != plain.length()) {
            // a letter that becomes two: rare enough to show nothing
            return CUT;
        }
        boolean[] isEcho = new boolean[words.length()];
        mark(compared, places, textPieces, isEcho);
        mark(compared, places, secretPieces, isEcho);
        return without(words, isEcho);
    }

    private static void mark(String compared, int[] places, Set<String> pieces, boolean[] isEcho) {
        int longest = pieces.stream().mapToInt(String::length).max().orElse(0);
        for (int length = SHORTEST; length <= longest; length++) {
            for (int i = 0; i + length <= compared.length(); i++) {
                if (pieces.contains(compared.substring(i, i + length))) {
                    Arrays.fill(isEcho, places[i], places[i + length - 1] + 1, true);
                }
            }
        }
    }

    private static String without(String words, boolean[] isEcho) {
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < words.length(); i++) {
            if (!isEcho[i]) {
                kept.append(words.charAt(i));
            } else if (i == 0 || !isEcho[i - 1]) {
                kept.append(CUT);
            }
        }
        return kept.toString();
    }

    private static void addAllForms(String value, int length, Set<String> pieces) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
        addPieces(value, length, pieces);
        addPieces(encoded, length, pieces);
        addPieces(URLEncoder.encode(encoded, StandardCharsets.UTF_8), length, pieces);
        addPieces(HexFormat.of().formatHex(bytes), length, pieces);
        for (int shift = 0; shift < 3; shift++) {
            // what stands before in what was encoded moves the letters
            byte[] shifted = new byte[shift + bytes.length];
            System.arraycopy(bytes, 0, shifted, shift, bytes.length);
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            int known = (shift * 8 + 5) / 6;
            if (base64.length() - 1 > known) {
                addPieces(base64.substring(known, base64.length() - 1), length, pieces);
            }
        }
    }

    private static void addPieces(String value, int length, Set<String> pieces) {
        StringBuilder plain = new StringBuilder();
        value.chars().filter(Character::isLetterOrDigit).forEach(c -> plain.append((char) c));
        String compared = plain.toString().toLowerCase(Locale.ROOT);
        if (compared.length() < length) {
            if (compared.length() >= SHORTEST) {
                pieces.add(compared);
            }
            return;
        }
        for (int i = 0; i + length <= compared.length(); i++) {
            pieces.add(compared.substring(i, i + length));
        }
    }
}
