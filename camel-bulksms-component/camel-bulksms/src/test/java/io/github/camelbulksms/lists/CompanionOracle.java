package io.github.camelbulksms.lists;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whether other cells of a row say that the number in it is none to send to, by the dictionary's first lines. */
final class CompanionOracle {

    private static final List<String> LANGUAGES =
            List.of("en", "de", "fr", "es", "it", "nl", "sr", "sr-Latn", "ru", "tr", "zh");

    private static final Map<String, String> KINDS = new HashMap<>();

    private static final Map<String, String> CODES = new HashMap<>();

    static {
        for (String country : Locale.getISOCountries()) {
            if (!PhoneNumberUtil.getInstance().getSupportedRegions().contains(country)) {
                continue;
            }
            Locale locale = new Locale("", country);
            int code = PhoneNumberUtil.getInstance().getCountryCodeForRegion(country);
            Stream<String> names =
                    LANGUAGES.stream().map(language -> locale.getDisplayCountry(Locale.forLanguageTag(language)));
            Stream.concat(Stream.of(country, locale.getISO3Country()), names)
                    .forEach(name -> CODES.put(name.toLowerCase(Locale.ROOT), String.valueOf(code)));
        }
        HeaderWords.lines("companion-columns.txt").forEach(line -> {
            String[] fields = line.split("\\|");
            KINDS.put(
                    (fields[1].strip().startsWith("*") ? "*" : "") + HeaderWords.normal(fields[1]), fields[0].strip());
        });
    }

    /** The country of an address of whatever kind. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?iu)(?:^|[^\\p{L}])(?:country|land|pays|pa[ií]s|paese)[^\\p{L}]*$|^(?:country|land|pays|pa[ií]s|paese)[/ ](?:o |e )?r[eé]gi");

    /** As cars are marked, and as people shorten them. */
    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("uae", "971"),
            Map.entry("ksa", "966"),
            Map.entry("uk", "44"),
            Map.entry("a", "43"),
            Map.entry("b", "32"),
            Map.entry("d", "49"),
            Map.entry("e", "34"),
            Map.entry("f", "33"),
            Map.entry("h", "36"),
            Map.entry("i", "39"),
            Map.entry("l", "352"),
            Map.entry("n", "47"),
            Map.entry("p", "351"),
            Map.entry("s", "46"));

    private CompanionOracle() {}

    static boolean speaksAgainst(List<String> names, int phone, List<String> row, Set<String> numbers, int sessionId) {
        if (numbers.isEmpty() || phone >= names.size()) {
            return false;
        }
        String written = row.get(phone);
        String digits = written.replaceAll("[^0-9]", "");
        boolean saysItsCountry = written.contains("+") || written.contains("\uFF0B") || digits.startsWith("00");
        List<String> codes = new ArrayList<>();
        boolean unknown = false;
        for (int i = 0; i < Math.min(names.size(), row.size()); i++) {
            String cell = row.get(i).strip();
            boolean against =
                    switch (i == phone || i == sessionId ? "" : kind(names, i, phone)) {
                        case "country" -> {
                            codes.addAll(code(cell));
                            unknown |= code(cell).isEmpty() && cell.codePoints().anyMatch(Character::isLetterOrDigit);
                            yield false;
                        }
                        case "area" -> !saysItsCountry && !digits.startsWith(cell.replaceAll("[^0-9]", ""));
                        case "extension" -> cell.matches("(?s).*[0-9].*");
                        case "label" ->
                            List.of("fax", "other").contains(HeaderWords.kind(cell))
                                    || cell.toLowerCase(Locale.ROOT).matches(".*(fax|pager|assist|emergency).*");
                        default -> false;
                    };
            if (against) {
                return true;
            }
        }
        if (!saysItsCountry && codes.isEmpty() && unknown) {
            // no country has mobiles of twelve digits without its code
            return digits.length() < 12 || !numbers.contains(digits);
        }
        return !saysItsCountry
                && !codes.isEmpty()
                && numbers.stream().noneMatch(number -> codes.stream().anyMatch(number::startsWith));
    }

    /** Whether a name says that its column speaks of the number's. */
    static boolean names(List<String> names, int phone) {
        return IntStream.range(0, names.size())
                .anyMatch(i -> i != phone && !kind(names, i, phone).isEmpty());
    }

    /** Whether a column holds what the numbers are for. */
    static boolean isOfLabels(List<String> names, int phone, int column) {
        return column < names.size() && kind(names, column, phone).equals("label");
    }

    private static String kind(List<String> names, int index, int phoneIndex) {
        String name = names.get(index);
        String phone = names.get(phoneIndex);
        String stem = HeaderWords.normal(phone).replaceFirst("(value|wert|valor|valeur|valore)$", "");
        String normal = HeaderWords.normal(name);
        if (normal.startsWith(stem) && KINDS.containsKey("*" + normal.substring(stem.length()))) {
            return KINDS.get("*" + normal.substring(stem.length()));
        }
        String kind = KINDS.getOrDefault(normal, "");
        boolean hasOther = IntStream.range(0, names.size())
                .anyMatch(i -> i != phoneIndex && !List.of("", "fax").contains(HeaderWords.kind(names.get(i))));
        boolean ofOther = hasOther
                && HeaderWords.kind(phone).equals("mobile")
                && List.of("area", "extension").contains(kind);
        if (kind.isEmpty()
                && HeaderWords.kind(name).isEmpty()
                && ADDRESS.matcher(name).find()) {
            return "country";
        }
        return ofOther ? "" : kind;
    }

    /** A country by two or three letters, by its name, or by its calling code; none when it is none. */
    private static List<String> code(String cell) {
        if (cell.matches("(\\+|00)? ?[1-9][0-9]{0,3}")) {
            String digits = cell.replaceFirst("^(\\+|00) ?", "");
            // 1242 is an island within +1
            boolean known = digits.matches("1[2-9][0-9]{2}")
                    || PhoneNumberUtil.getInstance().getSupportedCallingCodes().contains(Integer.valueOf(digits));
            return known ? List.of(digits) : List.of();
        }
        String name = cell.toLowerCase(Locale.ROOT);
        String code = CODES.getOrDefault(name, SHORT.get(name));
        return code == null ? List.of() : List.of(code);
    }
}
