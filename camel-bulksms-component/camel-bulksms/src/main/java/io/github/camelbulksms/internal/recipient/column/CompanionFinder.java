package io.github.camelbulksms.internal.recipient.column;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Finds what the columns beside the number's say of it: by their names as a whole, else by the words in them. Immutable. */
final class CompanionFinder {

    private enum Word {
        PHONE,
        NUMBER,
        VALUE,
        LABEL,
        TYPE,
        NOTE,
        JOINER,
        COUNTRY,
        CODE,
        ADDRESS,
        BIRTH,
        PERSON,
        PLACE_IN_NAME,
        ID
    }

    /** The end of a name that has other cells of the same number beside it: Phone 1 - Value, Phone 1 - Label. */
    private static final Pattern VALUE = Pattern.compile(
            "(?:value|wert|valor|valeur|valore|waarde|wartosc|vrednost|вредност|значение|deger|值|値|القيمة)$");

    private static final Pattern NUMBER = Pattern.compile("(?:numbers?|nummern?|no|nr)$");

    private static final Pattern ENDS_AS_ID = Pattern.compile(".*(?:nummer|number|nr|no|id|code|plz|zip)");

    /** In the languages of Outlook what stands behind "country/" begins so, without accents. */
    private static final String REGION = "regi";

    private static final Set<Companion.Kind> OF_LANDLINES = EnumSet.of(Companion.Kind.AREA, Companion.Kind.EXTENSION);

    /** Too short to own what begins so: "to", "number". */
    private static final Set<ColumnKind> OF_NO_PHONE = EnumSet.of(ColumnKind.RECIPIENT, ColumnKind.ALONE);

    private static final Set<Word> IN_LABELS =
            EnumSet.of(Word.PHONE, Word.NUMBER, Word.LABEL, Word.TYPE, Word.NOTE, Word.JOINER);
    private static final Set<Word> IN_BARE_LABELS = EnumSet.of(Word.LABEL, Word.TYPE, Word.JOINER);
    private static final Set<Word> IN_VALUES = EnumSet.of(Word.NUMBER, Word.VALUE, Word.JOINER);
    private static final Set<Word> IN_COUNTRIES =
            EnumSet.of(Word.PHONE, Word.NUMBER, Word.COUNTRY, Word.CODE, Word.ADDRESS, Word.JOINER);
    private static final Set<Word> IN_PERSONS = EnumSet.of(Word.PERSON, Word.PLACE_IN_NAME, Word.JOINER, Word.CODE);

    private static final CompanionFinder SHARED = new CompanionFinder();

    private final ColumnDictionary dictionary = ColumnDictionary.shared();
    private final Vocabulary<Word> words = Vocabulary.read("header-words.txt", Word.class);

    private CompanionFinder() {}

    static CompanionFinder shared() {
        return SHARED;
    }

    /** The columns beside the number's, but for those that speak of another number. */
    List<Companion> of(List<String> names, int phone) {
        List<Companion> found = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (i != phone) {
                int index = i;
                kind(names, phone, i).ifPresent(kind -> found.add(new Companion(kind, index, names.get(index))));
            }
        }
        return List.copyOf(found);
    }

    private Optional<Companion.Kind> kind(List<String> names, int phone, int index) {
        Optional<Companion.Kind> known = byName(names, phone, index);
        String name = ColumnDictionary.normalised(names.get(index));
        if (known.isPresent() && known.get() != Companion.Kind.LABEL) {
            return known;
        }
        if (known.isEmpty() && dictionary.kindOf(names.get(index)).isPresent()) {
            // a number, too: what stands there is no label of this one
            return Optional.of(Companion.Kind.PERSON);
        }
        if (isOfAnother(names, phone, name)) {
            return Optional.empty();
        }
        String ofPhone = ColumnDictionary.normalised(names.get(phone));
        boolean isBareLabel = isBareLabel(name);
        boolean isLabel = known.isPresent() || isLabelOfPhone(name);
        if ((isLabel || isBareLabel) && isValue(ofPhone)) {
            return Optional.of(Companion.Kind.KEY);
        }
        if (isLabel || isBareLabel && (saysLabel(name) || words.isMadeOf(ofPhone, IN_VALUES::containsAll))) {
            return Optional.of(Companion.Kind.LABEL);
        }
        return Optional.of(isBareLabel ? Companion.Kind.TYPE : byWords(names.get(index), name));
    }

    /** A name that says no more than "a value", of which a key tells what it is. */
    private boolean isValue(String name) {
        return words.isMadeOf(name, kinds -> IN_VALUES.containsAll(kinds) && kinds.contains(Word.VALUE));
    }

    private boolean isBareLabel(String name) {
        return words.isMadeOf(
                name,
                kinds ->
                        IN_BARE_LABELS.containsAll(kinds) && (kinds.contains(Word.LABEL) || kinds.contains(Word.TYPE)));
    }

    private boolean saysLabel(String name) {
        return words.isMadeOf(name, kinds -> IN_BARE_LABELS.containsAll(kinds) && !kinds.contains(Word.TYPE));
    }

    private Optional<Companion.Kind> byName(List<String> names, int phone, int index) {
        String name = ColumnDictionary.normalised(names.get(index));
        String stem =
                VALUE.matcher(ColumnDictionary.normalised(names.get(phone))).replaceFirst("");
        Optional<Companion.Kind> ofPhone =
                name.startsWith(stem) ? dictionary.companionBehind(name.substring(stem.length())) : Optional.empty();
        if (ofPhone.isPresent()) {
            return ofPhone;
        }
        Optional<Companion.Kind> kind = dictionary.companion(name);
        // beside a mobile they belong to the other phone, if there is one
        if (kind.filter(OF_LANDLINES::contains).isPresent() && hasOtherPhone(names, phone, index)) {
            return Optional.empty();
        }
        return kind.isPresent() || !isOfCountries(names.get(index)) ? kind : Optional.of(Companion.Kind.COUNTRY);
    }

    private boolean hasOtherPhone(List<String> names, int phone, int index) {
        return dictionary
                        .kindOf(names.get(phone))
                        .filter(ColumnKind.MOBILE::equals)
                        .isPresent()
                && IntStream.range(0, names.size())
                        .anyMatch(i -> i != phone
                                && i != index
                                && dictionary
                                        .kindOf(names.get(i))
                                        .filter(kind -> kind != ColumnKind.FAX)
                                        .isPresent());
    }

    /** Whether a name begins as that of another column of numbers or values does, and with more of it than with the phone's. */
    private boolean isOfAnother(List<String> names, int phone, String name) {
        int ofPhone = lengthOfStem(names.get(phone), name);
        return IntStream.range(0, names.size())
                .filter(i ->
                        i != phone && !ColumnDictionary.normalised(names.get(i)).equals(name))
                .filter(i -> dictionary
                                .kindOf(names.get(i))
                                .filter(kind -> !OF_NO_PHONE.contains(kind))
                                .isPresent()
                        || VALUE.matcher(ColumnDictionary.normalised(names.get(i)))
                                .find())
                .anyMatch(i -> lengthOfStem(names.get(i), name) > ofPhone);
    }

    private static int lengthOfStem(String ofNumbers, String name) {
        String stem = VALUE.matcher(ColumnDictionary.normalised(ofNumbers)).replaceFirst("");
        if (name.startsWith(stem)) {
            return stem.length();
        }
        String shorter = NUMBER.matcher(stem).replaceFirst("");
        return name.startsWith(shorter) ? shorter.length() : 0;
    }

    private boolean isLabelOfPhone(String name) {
        return words.isMadeOf(
                name,
                kinds -> IN_LABELS.containsAll(kinds)
                        && (kinds.contains(Word.LABEL) || kinds.contains(Word.TYPE) || kinds.contains(Word.NOTE))
                        && (kinds.contains(Word.PHONE) || kinds.contains(Word.NUMBER)));
    }

    private Companion.Kind byWords(String written, String name) {
        if (words.isMadeOf(name, kinds -> IN_COUNTRIES.containsAll(kinds) && kinds.contains(Word.COUNTRY))) {
            return Companion.Kind.COUNTRY;
        }
        List<String> own = Vocabulary.words(written);
        if (own.stream().anyMatch(word -> words.is(word, Word.BIRTH))) {
            return Companion.Kind.PERSON;
        }
        if (own.stream().anyMatch(word -> words.is(word, Word.COUNTRY))) {
            return Companion.Kind.COUNTRY_MAYBE;
        }
        if (own.stream().anyMatch(word -> words.is(word, Word.PERSON))
                || words.isMadeOf(name, CompanionFinder::areOfPerson)) {
            return Companion.Kind.PERSON;
        }
        return ENDS_AS_ID.matcher(name).matches() || own.stream().anyMatch(word -> words.is(word, Word.ID))
                ? Companion.Kind.ID
                : Companion.Kind.OTHER;
    }

    /** Also "First" alone: "Last call" tells of calls. */
    private static boolean areOfPerson(Set<Word> kinds) {
        return IN_PERSONS.containsAll(kinds) && (kinds.contains(Word.PERSON) || kinds.contains(Word.PLACE_IN_NAME));
    }

    /** Whether it is the name of a column of countries. */
    boolean isNameOfCountries(String name) {
        return isCountry(ColumnDictionary.normalised(name)) || isOfCountries(name);
    }

    /** Also "Ship-to Country" and "Land/Region geschäftlich": a tool has many addresses, and each has a country. */
    private boolean isOfCountries(String name) {
        // a number in front or behind tells columns of one name apart
        List<String> own = Vocabulary.words(name).stream()
                .filter(word -> !Character.isDigit(word.charAt(0)))
                .toList();
        if (own.size() < 2 || dictionary.kindOf(name).isPresent()) {
            return false;
        }
        return isCountry(own.get(own.size() - 1))
                || isCountry(own.get(0)) && own.stream().skip(1).limit(2).anyMatch(word -> word.startsWith(REGION));
    }

    private boolean isCountry(String word) {
        return dictionary.companion(word).filter(Companion.Kind.COUNTRY::equals).isPresent();
    }
}
