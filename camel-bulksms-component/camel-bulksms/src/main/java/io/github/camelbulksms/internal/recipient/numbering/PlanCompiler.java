package io.github.camelbulksms.internal.recipient.numbering;

import com.google.i18n.phonenumbers.Phonemetadata.PhoneMetadata;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneNumberDesc;
import io.github.camelbulksms.internal.recipient.numbering.RegionPlan.Range;
import io.github.camelbulksms.internal.recipient.numbering.RegionPlan.Special;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Compiles the plans of the regions that share a calling code to one automaton over what follows the code, the national
 * significant number. Its answers are those of libphonenumber's {@code getNumberType}, as long as {@code parse} leaves the
 * digits as they are; where it may take a national prefix off, the answer is {@link #UNDECIDED}. Not thread-safe.
 */
final class PlanCompiler {

    /** The other answers are the ordinals of {@link NumberKind}, counted from 1, and 0 for {@link NumberKind#UNKNOWN}. */
    static final int UNDECIDED = Byte.MAX_VALUE;

    /**
     * libphonenumber takes 17 digits behind the calling code, and what it takes off as a national prefix; below 32, as lengths are bits.
     */
    static final int MAX_DIGITS = 24;

    private static final int ANY_LENGTH = -1;

    private final boolean shared;
    private final PhoneMetadata main;
    private final DigitStates states = new DigitStates();
    private final Map<String, Integer> markOfPattern = new HashMap<>();
    private final List<RegionPlan> plans = new ArrayList<>();
    private StateSet start = StateSet.EMPTY;
    private int marks;
    private int prefixed = RegionPlan.NONE;
    private int plannedBehindPrefix = RegionPlan.NONE;

    private PlanCompiler(List<PhoneMetadata> regions) {
        shared = regions.size() > 1;
        main = regions.get(0);
        for (PhoneMetadata region : regions) {
            plans.add(plan(region));
        }
        if (main.hasNationalPrefixForParsing()) {
            addNationalPrefix();
        }
    }

    /**
     * @param regions the main one first
     * @throws UnreadablePlanException when a pattern is not understood
     */
    static DigitAutomaton compile(List<PhoneMetadata> regions) {
        PlanCompiler compiler = new PlanCompiler(regions);
        return DigitAutomaton.of(compiler.states, compiler.start, MAX_DIGITS, compiler::answer);
    }

    private RegionPlan plan(PhoneMetadata region) {
        Range fixedLine = range(region.getFixedLine());
        return new RegionPlan(
                range(region.getGeneralDesc()),
                List.of(
                        new Special(NumberKind.PREMIUM_RATE, range(region.getPremiumRate())),
                        new Special(NumberKind.TOLL_FREE, range(region.getTollFree())),
                        new Special(NumberKind.SHARED_COST, range(region.getSharedCost())),
                        new Special(NumberKind.VOIP, range(region.getVoip())),
                        new Special(NumberKind.PERSONAL_NUMBER, range(region.getPersonalNumber())),
                        new Special(NumberKind.PAGER, range(region.getPager())),
                        new Special(NumberKind.UAN, range(region.getUan())),
                        new Special(NumberKind.VOICEMAIL, range(region.getVoicemail()))),
                fixedLine,
                region.getSameMobileAndFixedLinePattern() ? fixedLine : range(region.getMobile()),
                shared && region.hasLeadingDigits()
                        ? mark("starting " + region.getLeadingDigits(), region.getLeadingDigits(), this::thenAnything)
                        : RegionPlan.NONE);
    }

    private Range range(PhoneNumberDesc numbers) {
        String pattern = numbers.getNationalNumberPattern();
        return pattern.isEmpty()
                ? new Range(RegionPlan.NONE, 0)
                : new Range(mark(pattern, pattern, DigitStates::mark), lengths(numbers.getPossibleLengthList()));
    }

    // regions often share patterns, and so do kinds
    private int mark(String name, String pattern, IntFunction<StateSet> end) {
        return markOfPattern.computeIfAbsent(name, each -> {
            int mark = marks++;
            start = start.with(DigitPatternParser.parse(pattern).addTo(states, end.apply(mark)));
            return mark;
        });
    }

    private StateSet thenAnything(int mark) {
        return states.markWhateverFollows(mark);
    }

    /** Behind the prefix goes on what libphonenumber would look at: the number without it. */
    private void addNationalPrefix() {
        prefixed = marks++;
        plannedBehindPrefix = marks++;
        StateSet behind = DigitPatternParser.parse(main.getGeneralDesc().getNationalNumberPattern())
                .addTo(states, DigitStates.mark(plannedBehindPrefix))
                .with(states.markWhateverFollows(prefixed));
        // a prefix of no digits changes nothing
        StateSet prefix = DigitPatternParser.parse(main.getNationalPrefixForParsing())
                .addTo(states, behind)
                .without(behind);
        start = start.with(prefix);
    }

    private int answer(StateSet ends, int length) {
        if (mayLosePrefix(ends)) {
            return UNDECIDED;
        }
        for (RegionPlan plan : plans) {
            NumberKind kind = plan.kind(ends, length);
            if (plan.owns(ends, kind)) {
                return kind == NumberKind.UNKNOWN ? 0 : kind.ordinal() + 1;
            }
        }
        return 0;
    }

    /** Nothing is taken off that would make a number of the plan one outside it, unless something is put in its place. */
    private boolean mayLosePrefix(StateSet ends) {
        return prefixed != RegionPlan.NONE
                && DigitStates.isMarked(ends, prefixed)
                && (main.hasNationalPrefixTransformRule()
                        || DigitStates.isMarked(ends, plannedBehindPrefix)
                        || !DigitStates.isMarked(
                                ends, markOfPattern.get(main.getGeneralDesc().getNationalNumberPattern())));
    }

    /** Bit n is length n. No lengths at all are no bound; -1 is how libphonenumber writes that there are no numbers. */
    static int lengths(List<Integer> lengths) {
        int bits = 0;
        for (int length : lengths) {
            bits |= length > 0 ? 1 << length : 0;
        }
        return lengths.isEmpty() ? ANY_LENGTH : bits;
    }
}
