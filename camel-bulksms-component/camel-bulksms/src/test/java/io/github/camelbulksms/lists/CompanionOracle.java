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
        HeaderWords.lines("country-names.txt").forEach(line -> {
            String[] fields = line.split("\\|");
            int code = PhoneNumberUtil.getInstance().getCountryCodeForRegion(fields[0].strip());
            CODES.put(fields[1].strip().toLowerCase(Locale.ROOT), String.valueOf(code));
        });
        HeaderWords.lines("companion-columns.txt").forEach(line -> {
            String[] fields = line.split("\\|");
            KINDS.put(
                    (fields[1].strip().startsWith("*") ? "*" : "") + HeaderWords.normal(fields[1]), fields[0].strip());
        });
    }

    /** The country of an address of whatever kind. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?iu)(?:^|[^\\p{L}])(?:country|land|pays|pa[ií]s|paese)[^\\p{L}]*$|^(?:country|land|pays|pa[ií]s|paese)[/ ](?:o |e )?r[eé]gi");

    /** With a country as one of its words. */
    private static final Pattern COUNTRY_WITHIN = Pattern.compile(
            "(?iu)(?:^|[^\\p{L}])(?:country|land|pays|paese|nation)(?:[^\\p{L}]|$)(?!.*(?:birth|geburt))");

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

    /** A machine's label, or an emergency contact's: the cell has nothing else in it. */
    private static final Pattern MACHINE = Pattern.compile(
            "(?iu)(?:business |home |work |other |office )?(?:(?:tele)?fax|telefaks|faks|факс|传真|telex|pager|beeper|modem|tty|alarm)"
                    + "(?: ?(?:number|nr\\.?|privat|geschäftlich|nummer))?|t[ée]l[ée]copie|facsimile");

    private static final Pattern STRANGER = Pattern.compile(
            "(?iu)emergency(?: contact)?|notfall(?:kontakt)?|assistant|wrong number|falsche nummer|do not call|nicht anrufen");

    /** Said of somebody, whatever column it stands in. */
    private static final Pattern NOBODY = Pattern.compile(
            "(?iu)(?:unsub(?:bed|scribed?)?|deceased|dead|blocked|stop|opted out|do not disturb|consent withdrawn|dnc"
                    + "|verstorben|abgemeldet|gesperrt|widerspruch|nur fax|nicht st(?:ö|oe)ren|d[ée]c[ée]d[ée]e?|fallecid[oa])");

    /** The same, where it is said of the number and of nothing else. */
    private static final Pattern STATE = Pattern.compile(
            "(?iu)inactive|disconnected|out of order|gel(?:ö|oe)scht|ung(?:ü|ue)ltige ?nummer|b[lł][eę]dny ?numer");

    /** A date or a count around words, and signs within them, say nothing. */
    private static final Pattern AROUND_WORDS = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$|[._-]");

    private static final Pattern SINCE = Pattern.compile("(?iu)(?:do not call|dnc|opted out|unsubscribed) since .*");

    /** In a label of the number's own one of these words is enough. */
    private static final Pattern ANOTHERS =
            Pattern.compile("(?iu).*(?:^|[^\\p{L}])(?:mother|mom|mutter|father|vater|parent"
                    + "|spouse|wife|husband|ehefrau|secretary|sekretariat|old|former|alt|voicemail|wrong|tty|modem|disconnected"
                    + "|kundennummer|m[eè]re|madre|matka|majka|мать|anne|母亲|母|الأم|notfallkontakt|falsche nummer|nicht anrufen"
                    + "|do not call)(?:$|[^\\p{L}]).*|.*(?:fax|pager|assist|emergency).*");

    private static final Pattern LABEL = Pattern.compile(
            "(?:phone[0-9]|.*[^a-z0-9])?(?:telefon|kommunikations|phone|number|nummer|telefone"
                    + "|telefoon|телефон|contact|phonenumber|telefonnummer)?[0-9]?(?:type|typ|label|art|rotulo|тип|etykieta|key|attribute)");

    private static final Pattern BARE_LABEL = Pattern.compile("type|typ|art|key|attribute|kind|tipo");

    private static final Pattern SAYS_PHONE =
            Pattern.compile("(?iu).*(?:mobil|phone|telefon|handy|cell|tel|home|work|privat).*");

    private static final Pattern VALUE = Pattern.compile("value|wert|data|valor");

    /** Whose cells say who somebody is, or are numbers of their own. */
    private static final Pattern PERSON = Pattern.compile(
            "(?iu)(?:first|last|middle)|.*(?:name|nachname|company|firma|soci[eé]t[eé]|title|job|position|department|source|product|item|city|mail|relation|fax).*");

    private static final Pattern CALLING_CODE = Pattern.compile("\\+[1-9][0-9]{0,3}|00[1-9][0-9]{0,2}");

    private static final Pattern NOTHING = Pattern.compile("(?iu)n/a|#n/a|null|none|\\\\n|-*");

    private CompanionOracle() {}

    /** Whether a cell, whatever it stands below, is the label of what nobody is to be sent to. */
    static boolean isLabelOfNobody(String cell) {
        String words = AROUND_WORDS.matcher(cell).replaceAll("");
        return Stream.of(MACHINE, STRANGER, NOBODY, STATE)
                        .anyMatch(pattern -> pattern.matcher(words).matches())
                || SINCE.matcher(cell).matches();
    }

    /** Of a row with names. */
    static boolean speaksAgainst(List<String> names, int phone, List<String> row, Set<String> numbers) {
        return speaksAgainst(names, phone, row, numbers, -1);
    }

    /** By labels that stand anywhere; what belongs to another number, or says who somebody is, is left alone. */
    private static boolean labelsSpeakAgainst(List<String> names, int phone, List<String> row, int sessionId) {
        boolean hasLabel = false;
        boolean isMachine = false;
        for (int i = 0; i < Math.min(names.size(), row.size()); i++) {
            String name = HeaderWords.normal(names.get(i));
            String cell = row.get(i).strip();
            boolean leftAlone = i == phone
                    || i == sessionId
                    || !HeaderWords.kind(names.get(i)).isEmpty()
                    || HeaderWords.isSessionId(names.get(i))
                    || ofOther(names, phone, name)
                    || PERSON.matcher(name).matches();
            if (leftAlone) {
                continue;
            }
            String ofPhone = HeaderWords.normal(names.get(phone));
            boolean isLabel = LABEL.matcher(name).matches()
                    && (!BARE_LABEL.matcher(name).matches() || ofPhone.matches("number|nummer"))
                    && !name.startsWith("contact");
            boolean isKey =
                    VALUE.matcher(ofPhone).matches() && LABEL.matcher(name).matches() && !cell.isEmpty();
            boolean isAgainst = isLabel
                            && (ANOTHERS.matcher(cell).matches()
                                    || STATE.matcher(cell).matches())
                    || isKey
                            && (ANOTHERS.matcher(cell).matches()
                                    || !SAYS_PHONE.matcher(cell).matches());
            if (STRANGER.matcher(cell).matches() || NOBODY.matcher(cell).matches() || isAgainst) {
                return true;
            }
            hasLabel |= isLabel && cell.codePoints().anyMatch(Character::isLetter);
            isMachine |= MACHINE.matcher(cell).matches();
            if (KINDS.getOrDefault(name, "").equals("opt_out")
                    && !NOTHING.matcher(cell).matches()
                    && !cell.matches("(?i)no|nein|false|0")) {
                return true;
            }
        }
        return isMachine && !hasLabel;
    }

    /** Whether a name goes on where that of another column of values has its "value". */
    private static boolean ofOther(List<String> names, int phone, String name) {
        return IntStream.range(0, names.size())
                .filter(i -> i != phone)
                .mapToObj(i -> HeaderWords.kind(names.get(i)).isEmpty()
                        ? stemOfValue(names.get(i))
                        : HeaderWords.normal(names.get(i)).replaceFirst("(?:value|numbers?|nummern?|nr|no)$", ""))
                .anyMatch(stem -> !stem.isEmpty() && name.startsWith(stem));
    }

    private static String stemOfValue(String name) {
        String normal = HeaderWords.normal(name);
        return normal.endsWith("value") ? normal.substring(0, normal.length() - "value".length()) : "";
    }

    static boolean speaksAgainst(List<String> names, int phone, List<String> row, Set<String> numbers, int sessionId) {
        if (numbers.isEmpty() || phone >= names.size()) {
            return false;
        }
        if (labelsSpeakAgainst(names, phone, row, sessionId)) {
            return true;
        }
        // what the dictionary calls a session ID is one as well
        int named = sessionId >= 0 ? sessionId : namedSessionId(names);
        return beside(names, phone, row, numbers, named);
    }

    private static int namedSessionId(List<String> names) {
        int[] found = IntStream.range(0, names.size())
                .filter(i -> HeaderWords.isSessionId(names.get(i)))
                .toArray();
        return found.length == 1 ? found[0] : -1;
    }

    private static boolean beside(List<String> names, int phone, List<String> row, Set<String> numbers, int sessionId) {
        String written = row.get(phone);
        String digits = written.replaceAll("[^0-9]", "");
        boolean saysItsCountry = written.contains("+") || written.contains("\uFF0B") || digits.startsWith("00");
        List<String> codes = new ArrayList<>();
        List<String> dialled = new ArrayList<>();
        boolean unknown = false;
        for (int i = 0; i < Math.min(names.size(), row.size()); i++) {
            String cell = row.get(i).strip();
            if (i != phone
                    && i != sessionId
                    && CALLING_CODE.matcher(cell).matches()
                    && (cell.startsWith("+")
                            || !names.get(i).matches("(?i).*(?:id|n[or]|nummer|number|code|plz|zip)"))) {
                dialled.addAll(code(cell));
            }
            boolean against =
                    switch (i == phone || i == sessionId ? "" : kind(names, i, phone)) {
                        case "country" -> {
                            codes.addAll(NOTHING.matcher(cell).matches() ? List.of() : code(cell));
                            unknown |= code(cell).isEmpty()
                                    && !NOTHING.matcher(cell).matches()
                                    && cell.codePoints().anyMatch(Character::isLetterOrDigit);
                            yield false;
                        }
                        case "country_maybe" -> {
                            codes.addAll(NOTHING.matcher(cell).matches() ? List.of() : code(cell));
                            yield false;
                        }
                        case "area" ->
                            !CALLING_CODE.matcher(cell).matches()
                                    && !saysItsCountry
                                    && !digits.startsWith(cell.replaceAll("[^0-9]", ""));
                        case "extension" ->
                            cell.matches("(?s).*[0-9].*")
                                    && (HeaderWords.kind(names.get(i)).isEmpty()
                                            || cell.replaceAll("[^0-9]", "").length() < 7);
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
        // a calling code speaks of the number, a country of an address
        codes = dialled.isEmpty() ? codes : dialled;
        List<String> last = codes;
        return !saysItsCountry
                && !codes.isEmpty()
                && numbers.stream().noneMatch(number -> last.stream().anyMatch(number::startsWith));
    }

    /** Whether a name says that its column speaks of the number's. */
    static boolean names(List<String> names, int phone) {
        return IntStream.range(0, names.size())
                .filter(i -> i != phone)
                .anyMatch(i -> !List.of("", "country_maybe").contains(kind(names, i, phone))
                        || isLabelOfPhone(HeaderWords.normal(names.get(i))));
    }

    private static boolean isLabelOfPhone(String name) {
        return LABEL.matcher(name).matches() && !BARE_LABEL.matcher(name).matches() && !name.startsWith("contact");
    }

    /** Whether a column holds what the numbers are for. */
    static boolean isOfLabels(List<String> names, int phone, int column) {
        return column < names.size()
                && (kind(names, column, phone).equals("label")
                        || isLabelOfPhone(HeaderWords.normal(names.get(column))));
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
        if (kind.isEmpty()
                && HeaderWords.kind(name).isEmpty()
                && COUNTRY_WITHIN.matcher(name).find()) {
            return "country_maybe";
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
        // a flag is made of the letters of its country, far behind the others
        String name = cell.codePoints()
                .map(c -> c >= 0x1F1E6 && c <= 0x1F1FF ? c - 0x1F1E6 + 'a' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .toLowerCase(Locale.ROOT);
        String code = CODES.getOrDefault(name, SHORT.get(name));
        return code == null ? List.of() : List.of(code);
    }
}
