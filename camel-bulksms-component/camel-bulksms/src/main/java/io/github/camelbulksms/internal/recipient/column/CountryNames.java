package io.github.camelbulksms.internal.recipient.column;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Countries as lists name them: by two or three letters, by their names in the languages of the dictionary, or as
 * {@code country-names.txt} has them. Thread-safe. */
public final class CountryNames {

    private static final List<String> LANGUAGES = List.of(
            "en", "de", "fr", "es", "pt", "it", "nl", "pl", "sr", "sr-Latn", "ru", "tr", "zh", "ja", "ar", "hi");

    private static final Pattern CALLING_CODE = Pattern.compile("[1-9][0-9]{0,2}");
    private static final Pattern AMERICAN = Pattern.compile("1[2-9][0-9]{2}");

    /** The letters that a flag is made of, as emoji are: two of these. */
    private static final int FIRST_OF_FLAG = 0x1F1E6;

    private static final int LAST_OF_FLAG = 0x1F1FF;

    private CountryNames() {}

    // made when the first list names a country
    private static final class Codes {
        private static final Map<String, Integer> BY_NAME = byName();
    }

    /** The calling code of a country; nothing when it is not known. */
    public static Optional<Integer> callingCode(String country) {
        return Optional.ofNullable(Codes.BY_NAME.get(ColumnDictionary.normalised(country)));
    }

    /** The two letters of a flag, if a cell is one. */
    public static Optional<String> lettersOfFlag(String cell) {
        if (cell.isEmpty() || !Character.isHighSurrogate(cell.charAt(0))) {
            return Optional.empty();
        }
        int[] signs = cell.codePoints().toArray();
        boolean isFlag = signs.length == 2
                && IntStream.of(signs).allMatch(sign -> sign >= FIRST_OF_FLAG && sign <= LAST_OF_FLAG);
        return isFlag
                ? Optional.of("" + (char) ('A' + signs[0] - FIRST_OF_FLAG) + (char) ('A' + signs[1] - FIRST_OF_FLAG))
                : Optional.empty();
    }

    /** Whether digits are a calling code; of North America also with the three digits that tell an island from the others, 1242. */
    public static boolean isCallingCode(String digits) {
        return AMERICAN.matcher(digits).matches()
                || CALLING_CODE.matcher(digits).matches()
                        && PhoneNumberUtil.getInstance()
                                .getSupportedCallingCodes()
                                .contains(Integer.valueOf(digits));
    }

    private static Map<String, Integer> byName() {
        Map<String, Integer> codes = new HashMap<>();
        for (String region : PhoneNumberUtil.getInstance().getSupportedRegions()) {
            Locale country = new Locale("", region);
            int code = PhoneNumberUtil.getInstance().getCountryCodeForRegion(region);
            codes.put(ColumnDictionary.normalised(region), code);
            for (String language : LANGUAGES) {
                codes.put(
                        ColumnDictionary.normalised(country.getDisplayCountry(Locale.forLanguageTag(language))), code);
            }
            if (List.of(Locale.getISOCountries()).contains(region)) {
                codes.put(ColumnDictionary.normalised(country.getISO3Country()), code);
            }
        }
        ColumnDictionary.read(
                "country-names.txt",
                cells -> codes.put(
                        ColumnDictionary.normalised(cells[1]),
                        PhoneNumberUtil.getInstance().getCountryCodeForRegion(cells[0])));
        return Map.copyOf(codes);
    }
}
