package io.github.camelbulksms.internal.recipient.numbering;

import com.google.i18n.phonenumbers.Phonemetadata.PhoneMetadata;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneNumberDesc;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The numbers of one calling code. Immutable. */
final class CallingCodePlan {

    /** libphonenumber reads nothing of less than two digits behind the calling code. */
    private static final int TOO_SHORT = 0b11;

    private static final NumberKind[] KINDS = NumberKind.values();

    /** Nothing compiled: each number is undecided. */
    static final CallingCodePlan LEFT_TO_LIBPHONENUMBER =
            new CallingCodePlan(DigitAutomaton.always(PlanCompiler.UNDECIDED), 0);

    private final DigitAutomaton kinds;
    private final int possibleLengths;

    private CallingCodePlan(DigitAutomaton kinds, int possibleLengths) {
        this.kinds = kinds;
        this.possibleLengths = possibleLengths;
    }

    /**
     * @param regions that share the code, the main one first
     * @throws UnreadablePlanException when their metadata is not understood
     */
    static CallingCodePlan of(List<PhoneMetadata> regions) {
        // which lengths are possible is up to the main region alone
        PhoneNumberDesc main = regions.get(0).getGeneralDesc();
        int possible = PlanCompiler.lengths(main.getPossibleLengthList());
        int local = main.getPossibleLengthLocalOnlyCount() == 0
                ? 0
                : PlanCompiler.lengths(main.getPossibleLengthLocalOnlyList());
        return new CallingCodePlan(PlanCompiler.compile(regions), possible & ~local & ~TOO_SHORT);
    }

    int start() {
        return kinds.start();
    }

    int after(int state, int digit) {
        return kinds.after(state, digit);
    }

    /**
     * @param digits holds what follows the calling code in ASCII; nothing but digits, which is not checked
     * @param from the first digit's index
     * @param to the index behind the last digit
     */
    NumberStatus status(byte[] digits, int from, int to) {
        int length = to - from;
        int answer = kinds.answer(digits, from, to);
        if (answer == PlanCompiler.UNDECIDED) {
            return NumberStatus.UNDECIDED;
        }
        NumberKind kind = answer == 0 ? NumberKind.UNKNOWN : KINDS[answer - 1];
        return length <= PlanCompiler.MAX_DIGITS && (possibleLengths >> length & 1) != 0
                ? NumberStatus.possible(kind)
                : NumberStatus.notPossible(kind);
    }

    /** @param digits what follows the calling code */
    NumberStatus status(String digits) {
        byte[] bytes = digits.getBytes(StandardCharsets.ISO_8859_1);
        return status(bytes, 0, bytes.length);
    }

    int states() {
        return kinds.states();
    }
}
