package io.github.camelbulksms.internal.recipient;

import io.github.camelbulksms.internal.recipient.column.ColumnFinder;
import io.github.camelbulksms.internal.recipient.column.LabelWords;
import io.github.camelbulksms.internal.recipient.column.ListWords;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReader;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReading;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReading.Unusable;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReading.Usable;
import io.github.camelbulksms.model.Recipient;
import java.util.List;
import java.util.regex.Pattern;

/** What a number and a session ID mean. Thread-safe. */
public final class RecipientJudge {

    /** A parameter of a tel: URI without its scheme, and what people write. */
    private static final Pattern EXTENSION = Pattern.compile("(?i)(?:(?:ext|isub|phone-context)\\s*=|ext[. ]\\s*\\d|(?:"
            + String.join("|", LabelWords.EXTENSIONS) + ")[\\s.:_#-]*\\d{1,6}[^\\p{L}\\p{Nd}]*$)");

    /** A number with words around it. */
    private static final Pattern NUMBER_WITHIN = Pattern.compile("[+\uFF0B][ (]*\\p{Nd}(?:[ ()./-]*\\p{Nd}){6}");

    private final PhoneNumberReader numbers;

    public RecipientJudge(PhoneNumberReader numbers) {
        this.numbers = numbers;
    }

    /**
     * @param text the item as it came
     * @param sessionId null or empty when there is none
     */
    public Entry entry(long position, String text, String phoneNumber, String sessionId) {
        if (phoneNumber.isEmpty()) {
            return new Entry.Invalid(position, text, Entry.Invalid.NO_NUMBER);
        }
        PhoneNumberReading reading = numbers.read(phoneNumber);
        if (reading instanceof Unusable unusable) {
            return new Entry.Invalid(position, text, unusable.reason());
        }
        Usable usable = (Usable) reading;
        try {
            boolean none = sessionId == null || NoValue.is(sessionId);
            ValidEntry entry = new ValidEntry(position, new Recipient(usable.digits(), none ? null : sessionId));
            if (phoneNumber.indexOf('+') >= 0) {
                entry.markWithPlus();
            }
            return usable.status().isDecided() && !usable.status().isValid() ? entry.markOutsidePlan() : entry;
        } catch (IllegalArgumentException e) {
            return new Entry.Invalid(position, text, e.getMessage());
        }
    }

    /** Two words or more, and digits enough for a number in them. */
    private static final Pattern NUMBER_AND_WORDS = Pattern.compile("(?=.*\\s)(?:\\P{Nd}*\\p{Nd}){7}.*");

    /** Whether something behind a number may be another one, also with words around it. */
    public static boolean mayBeNumber(String cell) {
        return NumberLook.of(cell) == NumberLook.PHONE_NUMBER
                || NUMBER_WITHIN.matcher(cell).find()
                || NUMBER_AND_WORDS.matcher(cell).matches();
    }

    /**
     * Checks what stands behind a number in a place that nothing names.
     *
     * @throws IllegalArgumentException when it may be a number, too
     */
    public static void checkSecondCell(String cell) {
        if (EXTENSION.matcher(cell).lookingAt()) {
            throw new IllegalArgumentException("has an extension behind it, and an SMS cannot be sent to one");
        }
        if (mayBeNumber(cell)) {
            throw new IllegalArgumentException(
                    "the second cell may be a number, too: expected one number in each line or element, or a session ID"
                            + " with a letter, or the option sessionIdColumn=2 if it is one");
        }
        checkThatItIsNoLabel(cell);
    }

    /**
     * Checks what may be a session ID, as nothing says otherwise.
     *
     * @throws IllegalArgumentException when it says that the number is a fax, or nobody's to send to
     */
    public static void checkThatItIsNoLabel(String cell) {
        if (isLabel(cell)) {
            throw new IllegalArgumentException("the words " + ColumnFinder.shown(List.of(cell))
                    + " behind the number say that it is not to be sent to: expected a session ID");
        }
    }

    /** Whether what stands behind a number says that it is a fax, or nobody's to send to. */
    public static boolean isLabel(String cell) {
        LabelWords labels = LabelWords.shared();
        return labels.areOfMachine(cell)
                || labels.areOfStranger(cell)
                || ListWords.areOfNobody(cell)
                || isNoId(cell) && labels.holdOneAgainst(cell);
    }

    /** IDs have a digit and no blank: of any other cell a word counts. */
    private static boolean isNoId(String cell) {
        return cell.codePoints().noneMatch(Character::isDigit)
                || cell.codePoints().anyMatch(Character::isWhitespace);
    }

    /** Whether what stands behind a number is an extension, or {@link #isLabel a label}. */
    public static boolean isExtensionOrLabel(String cell) {
        return EXTENSION.matcher(cell).lookingAt() || isLabel(cell);
    }
}
