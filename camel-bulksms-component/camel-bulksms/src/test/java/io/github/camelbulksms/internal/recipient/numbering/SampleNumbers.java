package io.github.camelbulksms.internal.recipient.numbering;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Numbers of all regions and kinds, and numbers that are nearly such: endless, in an order that the seed decides. */
final class SampleNumbers {

    private static final PhoneNumberUtil WORLD = PhoneNumberUtil.getInstance();

    private final List<Integer> callingCodes = List.copyOf(WORLD.getSupportedCallingCodes());
    private final List<String> examples = examples();
    private final Random random;

    SampleNumbers(long seed) {
        random = new Random(seed);
    }

    /** Digits with a calling code, most of the time one that exists. */
    String next() {
        return switch (random.nextInt(8)) {
            case 0 -> digits(random.nextInt(19));
            case 1 -> anyCallingCode() + digits(random.nextInt(18));
            case 2 -> anyCallingCode() + "0" + digits(random.nextInt(12));
            case 3 -> alongThePlan(random.nextInt(3));
            case 4 -> alongThePlan(0);
            case 5 -> withOtherTail(anyExample());
            default -> mutated(anyExample(), 1 + random.nextInt(3));
        };
    }

    /** A valid number, or nearly: along the automaton wherever it leads to some answer, with some digits changed. */
    private String alongThePlan(int changes) {
        int callingCode = anyCallingCode();
        CallingCodePlan plan = NumberingPlans.ofClassPath().plan(callingCode);
        StringBuilder digits = new StringBuilder().append(callingCode);
        int state = plan.start();
        int onward = 0;
        while (digits.length() < 20 && onward >= 0) {
            onward = anyOnward(plan, state);
            if (onward >= 0) {
                digits.append(onward);
                state = plan.after(state, onward);
            }
        }
        return mutated(digits.toString(), changes);
    }

    private int anyOnward(CallingCodePlan plan, int state) {
        int first = random.nextInt(10);
        for (int i = 0; i < 10; i++) {
            int digit = (first + i) % 10;
            if (plan.after(state, digit) != 0) {
                return digit;
            }
        }
        return -1;
    }

    private String mutated(String digits, int changes) {
        StringBuilder changed = new StringBuilder(digits);
        for (int i = 0; i < changes && changed.length() > 1; i++) {
            int at = random.nextInt(changed.length());
            switch (random.nextInt(4)) {
                case 0 -> changed.deleteCharAt(at);
                case 1 -> changed.insert(at, digits(1));
                default -> changed.replace(at, at + 1, digits(1));
            }
        }
        return changed.toString();
    }

    private String withOtherTail(String digits) {
        int kept = random.nextInt(digits.length());
        return digits.substring(0, kept) + digits(digits.length() - kept);
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    private int anyCallingCode() {
        return callingCodes.get(random.nextInt(callingCodes.size()));
    }

    private String anyExample() {
        return examples.get(random.nextInt(examples.size()));
    }

    private static List<String> examples() {
        List<String> examples = new ArrayList<>();
        for (PhoneNumberType type : PhoneNumberType.values()) {
            for (String region : WORLD.getSupportedRegions()) {
                if (WORLD.getSupportedTypesForRegion(region).contains(type)) {
                    add(WORLD.getExampleNumberForType(region, type), examples);
                }
            }
        }
        for (int callingCode : WORLD.getSupportedGlobalNetworkCallingCodes()) {
            add(WORLD.getExampleNumberForNonGeoEntity(callingCode), examples);
        }
        return List.copyOf(examples);
    }

    private static void add(PhoneNumber number, List<String> examples) {
        if (number != null) {
            examples.add(number.getCountryCode() + WORLD.getNationalSignificantNumber(number));
        }
    }
}
