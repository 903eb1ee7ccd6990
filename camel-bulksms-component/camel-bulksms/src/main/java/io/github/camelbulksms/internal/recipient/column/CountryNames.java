package io.github.camelbulksms.internal.recipient.column;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Countries as lists name them: by two or three letters, or by their names in the languages of the dictionary. Thread-safe. */
public final class CountryNames {

    private static final List<String> LANGUAGES = List.of(
            "en", "de", "fr", "es", "pt", "it", "nl", "pl", "sr", "sr-Latn", "ru", "tr", "zh", "ja", "ar", "hi");

    /** What is written and is neither an ISO code nor a name that the JDK knows. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "UK", "GB",
            "Great Britain", "GB",
            "England", "GB",
            "Scotland", "GB",
            "Holland", "NL",
            "Czech Republic", "CZ",
            "Russian Federation", "RU",
            "Viet Nam", "VN",
            "Republic of Korea", "KR",
            "Macedonia", "MK");

    private CountryNames() {}

    // made when the first list names a country
    private static final class Codes {
        private static final Map<String, Integer> BY_NAME = byName();
    }

    /** The calling code of a country; nothing when it is not known. */
    public static Optional<Integer> callingCode(String country) {
        return Optional.ofNullable(Codes.BY_NAME.get(ColumnDictionary.normalised(country)));
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
        OTHER_NAMES.forEach((name, region) -> codes.put(
                ColumnDictionary.normalised(name), PhoneNumberUtil.getInstance().getCountryCodeForRegion(region)));
        return Map.copyOf(codes);
    }
}
