package io.github.camelbulksms.lists;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

    private CompanionOracle() {}

    static boolean speaksAgainst(List<String> names, int phone, List<String> row, Set<String> numbers) {
        if (numbers.isEmpty() || phone >= names.size()) {
            return false;
        }
        String written = row.get(phone);
        String digits = written.replaceAll("[^0-9]", "");
        boolean saysItsCountry = written.contains("+") || written.contains("\uFF0B") || digits.startsWith("00");
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < Math.min(names.size(), row.size()); i++) {
            String cell = row.get(i).strip();
            boolean against =
                    switch (i == phone ? "" : kind(names.get(i), names.get(phone))) {
                        case "country" -> {
                            codes.addAll(code(cell));
                            yield false;
                        }
                        case "area" -> !saysItsCountry && !digits.startsWith(cell.replaceAll("[^0-9]", ""));
                        case "extension" -> cell.matches("(?s).*[0-9].*");
                        case "label" ->
                            HeaderWords.kind(cell).equals("fax")
                                    || cell.toLowerCase(Locale.ROOT).contains("fax");
                        default -> false;
                    };
            if (against) {
                return true;
            }
        }
        return !saysItsCountry
                && !codes.isEmpty()
                && numbers.stream().noneMatch(number -> codes.stream().anyMatch(number::startsWith));
    }

    /** Whether a name says that its column speaks of the number's. */
    static boolean names(List<String> names, int phone) {
        return IntStream.range(0, names.size())
                .anyMatch(
                        i -> i != phone && !kind(names.get(i), names.get(phone)).isEmpty());
    }

    private static String kind(String name, String phone) {
        String stem = HeaderWords.normal(phone).replaceFirst("(value|wert|valor|valeur|valore)$", "");
        String normal = HeaderWords.normal(name);
        if (normal.startsWith(stem) && KINDS.containsKey("*" + normal.substring(stem.length()))) {
            return KINDS.get("*" + normal.substring(stem.length()));
        }
        String kind = KINDS.getOrDefault(normal, "");
        boolean ofOther = HeaderWords.kind(phone).equals("mobile")
                && List.of("area", "extension").contains(kind);
        return ofOther ? "" : kind;
    }

    /** A country by two or three letters, by its name, or by its calling code; none when it is none. */
    private static List<String> code(String cell) {
        if (cell.matches("(\\+|00)? ?[1-9][0-9]{0,3}")) {
            return List.of(cell.replaceFirst("^(\\+|00) ?", ""));
        }
        String code = CODES.get(cell.toLowerCase(Locale.ROOT));
        return code == null ? List.of() : List.of(code);
    }
}
