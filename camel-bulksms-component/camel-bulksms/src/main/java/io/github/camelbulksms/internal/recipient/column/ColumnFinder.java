package io.github.camelbulksms.internal.recipient.column;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds the columns of a list: as the options name them, else by the dictionary. What can be read in two ways is refused.
 * Immutable.
 */
public final class ColumnFinder {

    /** Without options. */
    public static final ColumnFinder BY_DICTIONARY = new ColumnFinder(null, null);

    /** The kinds that qualify as a phone column, the best first. */
    private static final List<ColumnKind> KINDS_OF_PHONE_COLUMN =
            List.of(ColumnKind.MOBILE, ColumnKind.PHONE, ColumnKind.RECIPIENT);

    private static final int MAX_SHOWN = 12;
    private static final int MAX_SHOWN_CHARACTERS = 40;

    private final ColumnDictionary dictionary = ColumnDictionary.shared();
    private final ColumnWish phone;
    private final ColumnWish sessionId;

    /**
     * @param phoneColumn name or number of the column, or null
     * @param sessionIdColumn name or number of the column, or null
     * @throws IllegalArgumentException when one of them can be neither
     */
    public ColumnFinder(String phoneColumn, String sessionIdColumn) {
        phone = ColumnWish.of("phoneColumn", phoneColumn);
        sessionId = ColumnWish.of("sessionIdColumn", sessionIdColumn);
    }

    /**
     * The columns that have these names.
     *
     * @return nothing when no option names the column of numbers, and no name is that of one
     * @throws IllegalArgumentException when there are two to choose from, or none that may be taken; it names them
     */
    public Optional<Columns> find(List<String> names) {
        OptionalInt wished = phone.indexIn(names);
        OptionalInt found = wished.isPresent() ? wished : byDictionary(names);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        int phone = found.getAsInt();
        int sessionId = sessionIdIn(names);
        // what is told to be the session ID says nothing of the number, whatever its name
        List<Companion> companions = CompanionFinder.shared().of(names, phone).stream()
                .filter(companion -> companion.index() != sessionId)
                .toList();
        return Optional.of(checked(phone, sessionId, companions));
    }

    /** The columns of lines without a header line; the session ID's only where an option names it, or none names the number's. */
    public Columns withoutNames() {
        OptionalInt wished = sessionId.index();
        if (phone.index().isEmpty() && wished.isEmpty()) {
            return Columns.PHONE_AND_SESSION_ID;
        }
        return checked(phone.index().orElse(0), wished.orElse(Columns.NONE), List.of());
    }

    /** Whether an option gives the place of the phone column in lines without a header line. */
    public boolean knowsPlaces() {
        return phone.index().isPresent();
    }

    /** Whether an option gives the place or the name of the phone column. */
    public boolean isTold() {
        return phone.index().isPresent() || phone.needsNames();
    }

    /** Whether an option gives the place of the session ID, so that a cell there is one whatever it looks like. */
    public boolean knowsSessionId() {
        return sessionId.index().isPresent();
    }

    /**
     * @throws IllegalArgumentException when an option names a column by its name
     */
    public void checkThatNoNamesAreNeeded() {
        if (needsHeaderLine()) {
            throw new IllegalArgumentException(
                    "there is no header line, and there are no names: expected them, or the number of the"
                            + " column in phoneColumn or sessionIdColumn");
        }
    }

    /** Whether an option names a column that only a header line can name. */
    public boolean needsHeaderLine() {
        return phone.needsNames() || sessionId.needsNames();
    }

    /** Whether one of the names is that of a column of numbers to send to. */
    public boolean namesPhone(List<String> names) {
        return names.stream().anyMatch(name -> dictionary
                .kindOf(name)
                .filter(KINDS_OF_PHONE_COLUMN::contains)
                .isPresent());
    }

    /** Whether two names are the same; signs alone are no name. */
    public static boolean isSame(String name, String other) {
        String normalised = ColumnDictionary.normalised(name);
        return !normalised.isEmpty() && normalised.equals(ColumnDictionary.normalised(other));
    }

    /** Whether it is the name of a column of numbers, of whatever kind. */
    public static boolean isOfNumbers(String name) {
        return ColumnDictionary.shared().kindOf(name).isPresent();
    }

    /** Whether it is the name of a column of countries. */
    public static boolean isOfCountries(String name) {
        return CompanionFinder.shared().isNameOfCountries(name);
    }

    private OptionalInt byDictionary(List<String> names) {
        List<Optional<ColumnKind>> kinds =
                names.stream().map(dictionary::kindOf).toList();
        for (ColumnKind kind : KINDS_OF_PHONE_COLUMN) {
            int[] found = indexes(names, i -> kinds.get(i).filter(kind::equals).isPresent());
            if (found.length > 1) {
                throw new IllegalArgumentException(
                        "the header line names " + found.length + " columns that may hold the"
                                + " number, " + shown(names, found)
                                + ": expected one, or the option phoneColumn with the name or"
                                + " number of one");
            }
            if (found.length == 1) {
                return OptionalInt.of(found[0]);
            }
        }
        int[] others = indexes(names, i -> kinds.get(i).isPresent());
        if (others.length == 0) {
            return OptionalInt.empty();
        }
        if (others.length == 1
                && kinds.get(others[0]).filter(ColumnKind.ALONE::equals).isPresent()) {
            boolean alone = IntStream.range(0, names.size())
                    .allMatch(i -> i == others[0] || names.get(i).isBlank() || dictionary.isSessionId(names.get(i)));
            if (alone) {
                return OptionalInt.of(others[0]);
            }
        }
        throw new IllegalArgumentException("the header line names no phone number to send to for certain, only "
                + shown(names, others)
                + ": expected a column phone or mobile, or the option phoneColumn with the name or"
                + " number of one");
    }

    private int sessionIdIn(List<String> names) {
        OptionalInt wished = sessionId.indexIn(names);
        if (wished.isPresent()) {
            return wished.getAsInt();
        }
        int[] found = indexes(names, i -> dictionary.isSessionId(names.get(i)));
        if (found.length > 1) {
            throw new IllegalArgumentException("the header line names " + found.length + " columns of session IDs, "
                    + shown(names, found) + ": expected one, or the option sessionIdColumn with the number of one");
        }
        return found.length == 0 ? Columns.NONE : found[0];
    }

    private static Columns checked(int phone, int sessionId, List<Companion> companions) {
        if (phone == sessionId) {
            throw new IllegalArgumentException("column " + (phone + 1)
                    + " is that of the number and of the session ID: expected different ones in phoneColumn and"
                    + " sessionIdColumn");
        }
        return new Columns(phone, sessionId, companions);
    }

    private static int[] indexes(List<String> names, IntPredicate matches) {
        return IntStream.range(0, names.size()).filter(matches).toArray();
    }

    private static String shown(List<String> names, int[] indexes) {
        List<String> chosen = new ArrayList<>();
        for (int index : indexes) {
            chosen.add(names.get(index));
        }
        return shown(chosen);
    }

    /** Names for a message: the first of them, and not the whole of a long one. */
    public static String shown(List<String> names) {
        String some = names.stream()
                .limit(MAX_SHOWN)
                .map(name ->
                        name.length() > MAX_SHOWN_CHARACTERS ? name.substring(0, MAX_SHOWN_CHARACTERS) + "…" : name)
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(", "));
        return names.size() > MAX_SHOWN ? some + " and " + (names.size() - MAX_SHOWN) + " more" : some;
    }
}
