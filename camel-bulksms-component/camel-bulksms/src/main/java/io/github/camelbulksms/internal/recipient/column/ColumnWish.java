package io.github.camelbulksms.internal.recipient.column;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** A column as an option names it: by the name in the header line, or by its number. Immutable. */
sealed interface ColumnWish {

    int MAX_COLUMNS = 10_000;

    /**
     * Reads the value of an option.
     *
     * @param option names the option in error messages
     * @param value a name, a number from 1, or null
     * @throws IllegalArgumentException when it can be neither
     */
    static ColumnWish of(String option, String value) {
        if (value == null) {
            return new None();
        }
        String column = value.strip();
        if (column.isEmpty()) {
            throw new IllegalArgumentException(option + " is blank: expected the name or the number of a column");
        }
        if (column.chars().anyMatch(c -> c < '0' || c > '9')) {
            return new Name(option, column);
        }
        int number = column.length() > 5 ? 0 : Integer.parseInt(column);
        if (number < 1 || number > MAX_COLUMNS) {
            throw new IllegalArgumentException(
                    option + " is " + column + ": expected the number of a column, 1 to " + MAX_COLUMNS);
        }
        return new Number(option, number);
    }

    /**
     * Where the column is, counted from 0; nothing when there is no wish.
     *
     * @throws IllegalArgumentException when it is not there, or twice
     */
    OptionalInt indexIn(List<String> names);

    /** Where the column is in lines without names, counted from 0. */
    OptionalInt index();

    /** Whether only a header line tells where the column is. */
    boolean needsNames();

    /** No wish. */
    record None() implements ColumnWish {

        @Override
        public OptionalInt indexIn(List<String> names) {
            return OptionalInt.empty();
        }

        @Override
        public OptionalInt index() {
            return OptionalInt.empty();
        }

        @Override
        public boolean needsNames() {
            return false;
        }
    }

    /** By its place, counted from 1. */
    record Number(String option, int number) implements ColumnWish {

        @Override
        public OptionalInt indexIn(List<String> names) {
            if (number > names.size()) {
                throw new IllegalArgumentException(option + " is " + number + ", and there are " + names.size()
                        + " columns: expected the number or name of one of " + ColumnFinder.shown(names));
            }
            return index();
        }

        @Override
        public OptionalInt index() {
            return OptionalInt.of(number - 1);
        }

        @Override
        public boolean needsNames() {
            return false;
        }
    }

    /** By its name, compared without case, accents and signs. */
    record Name(String option, String name) implements ColumnWish {

        @Override
        public OptionalInt indexIn(List<String> names) {
            String wanted = ColumnDictionary.normalised(name);
            int[] found = IntStream.range(0, names.size())
                    .filter(i -> ColumnDictionary.normalised(names.get(i)).equals(wanted))
                    .toArray();
            if (found.length == 1) {
                return OptionalInt.of(found[0]);
            }
            throw new IllegalArgumentException(
                    found.length == 0
                            ? "no column is named '" + name + "' (" + option
                                    + "): expected the name or number of one of " + ColumnFinder.shown(names)
                            : found.length + " columns are named '" + name + "' (" + option
                                    + "): expected the number of one");
        }

        @Override
        public OptionalInt index() {
            return OptionalInt.empty();
        }

        @Override
        public boolean needsNames() {
            return true;
        }
    }
}
