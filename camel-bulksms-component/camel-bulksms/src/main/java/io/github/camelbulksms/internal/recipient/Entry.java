package io.github.camelbulksms.internal.recipient;

import io.github.camelbulksms.model.Outcome;
import io.github.camelbulksms.model.Recipient;

/** One item of a list of recipients, as it was read. */
public sealed interface Entry permits Entry.Duplicate, Entry.PriorOutcome, Entry.Invalid, ValidEntry {

    /**
     * Where it stands, counted from 1: the line of a text or file, or the element of a collection or of a list in the wire
     * form.
     */
    long position();

    /** Calls the sorter's method for its kind: a new kind does not compile until each sorter has a method for it. */
    void sortInto(Sorter sorter);

    /** Takes each kind of entry. */
    interface Sorter {

        void valid(ValidEntry entry);

        void invalid(Invalid entry);

        void duplicate(Duplicate entry);

        void prior(PriorOutcome entry);
    }

    /** A recipient that was already read in this run. */
    record Duplicate(long position) implements Entry {

        @Override
        public void sortInto(Sorter sorter) {
            sorter.duplicate(this);
        }
    }

    /**
     * A recipient who has an outcome from an earlier attempt of this run.
     *
     * @param outcome accepted, suppressed or unknown
     */
    record PriorOutcome(long position, Recipient recipient, Outcome outcome) implements Entry {

        @Override
        public void sortInto(Sorter sorter) {
            sorter.prior(this);
        }
    }

    /**
     * An item without a usable number or session ID.
     *
     * @param text the item as it came
     * @param reason what is wrong with it, and what was expected
     */
    record Invalid(long position, String text, String reason) implements Entry {

        static final String NO_NUMBER = "there is no number: expected a phone number";

        /** Whether nothing stands where the number should, as in address books of all who have no mobile. */
        boolean hasNoNumber() {
            return reason.equals(NO_NUMBER);
        }

        @Override
        public void sortInto(Sorter sorter) {
            sorter.invalid(this);
        }

        @Override
        public String toString() {
            return "Invalid[position=" + position + ", reason=" + reason + "]";
        }
    }
}
