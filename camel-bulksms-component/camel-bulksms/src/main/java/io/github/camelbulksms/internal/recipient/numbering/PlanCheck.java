package io.github.camelbulksms.internal.recipient.numbering;

import com.google.i18n.phonenumbers.Phonemetadata.PhoneMetadata;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneNumberDesc;
import io.github.camelbulksms.internal.recipient.numbering.Libphonenumber.Reading;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares a compiled plan with libphonenumber on some numbers: a version that judges by other rules than the compiler knows
 * is noticed before a number is judged by it.
 */
final class PlanCheck {

    /** Few, as libphonenumber takes a millisecond for a number whose patterns are new to it. */
    private static final int EXAMPLES = 3;

    private PlanCheck() {}

    /** @throws UnreadablePlanException when the plan judges a number otherwise than libphonenumber */
    static void check(int callingCode, List<PhoneMetadata> regions, CallingCodePlan plan) {
        for (String sample : samples(regions, new Random(callingCode))) {
            NumberStatus status = plan.status(sample);
            if (status.isDecided() && !agrees(status, callingCode + sample)) {
                throw new UnreadablePlanException(
                        "as compiled, the plan has +" + callingCode + sample + " as " + status);
            }
        }
    }

    static boolean agrees(NumberStatus status, String digits) {
        Optional<Reading> reading = Libphonenumber.international(digits);
        if (status.equals(NumberStatus.IMPOSSIBLE)) {
            return reading.isEmpty() || reading.get().status().equals(status);
        }
        return reading.equals(Optional.of(new Reading(digits, status)));
    }

    private static Set<String> samples(List<PhoneMetadata> regions, Random random) {
        List<String> examples =
                regions.stream().flatMap(PlanCheck::examples).distinct().toList();
        Set<String> samples = new LinkedHashSet<>();
        for (int i = 0; i < EXAMPLES; i++) {
            String example = examples.get(i * examples.size() / EXAMPLES);
            int changed = random.nextInt(example.length());
            samples.add(example);
            samples.add(example.substring(0, changed) + random.nextInt(10) + example.substring(changed + 1));
            samples.add(random.nextInt(10) + example);
        }
        return samples;
    }

    private static Stream<String> examples(PhoneMetadata region) {
        return Stream.of(
                        region.getMobile(),
                        region.getFixedLine(),
                        region.getTollFree(),
                        region.getPremiumRate(),
                        region.getSharedCost(),
                        region.getVoip(),
                        region.getPersonalNumber(),
                        region.getPager(),
                        region.getUan(),
                        region.getVoicemail())
                .filter(PhoneNumberDesc::hasExampleNumber)
                .map(PhoneNumberDesc::getExampleNumber);
    }
}
