package io.github.camelbulksms.internal.recipient.numbering;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneMetadata;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The numbering plans of the world, as the libphonenumber on the class path knows them, compiled to tables: to judge a number
 * is to walk along its digits. A calling code is compiled when its first number comes, in some milliseconds. Thread-safe.
 */
public final class NumberingPlans {

    private static final Logger LOG = LoggerFactory.getLogger(NumberingPlans.class);

    private static final int PREFIXES = 1000;

    /** A short plan, of three regions: to compile and check it loads the classes that do so, which takes longer than most plans do. */
    private static final int SHORT_PLAN = 590;

    /** By the first three digits; 0 where no calling code begins so. */
    private final short[] callingCodeOfPrefix = new short[PREFIXES];

    private final AtomicReferenceArray<CallingCodePlan> plans = new AtomicReferenceArray<>(PREFIXES);

    private NumberingPlans() {
        for (int callingCode : PhoneNumberUtil.getInstance().getSupportedCallingCodes()) {
            int prefixes = callingCode < 10 ? 100 : callingCode < 100 ? 10 : 1;
            for (int i = 0; i < prefixes; i++) {
                callingCodeOfPrefix[callingCode * prefixes + i] = (short) callingCode;
            }
        }
        plan(SHORT_PLAN);
    }

    /** The plans, shared by all callers. The first call loads libphonenumber, which takes some hundredths of a second. */
    public static NumberingPlans ofClassPath() {
        return Shared.PLANS;
    }

    /**
     * What the plans say of an international number. Allocates nothing.
     *
     * @param bytes holds the number's digits in ASCII, with the calling code, without {@code +}
     * @param from the first digit's index
     * @param to the index behind the last digit
     * @return {@link NumberStatus#IMPOSSIBLE} also of anything but digits
     */
    public NumberStatus status(byte[] bytes, int from, int to) {
        return areDigits(bytes, from, to) ? statusOfDigits(bytes, from, to) : NumberStatus.IMPOSSIBLE;
    }

    /** As {@link #status(byte[], int, int)}, of what is known to be digits, which is not checked. */
    NumberStatus statusOfDigits(byte[] digits, int from, int to) {
        int callingCode = callingCode(digits, from, to);
        if (callingCode == 0) {
            return NumberStatus.IMPOSSIBLE;
        }
        int start = from + (callingCode < 10 ? 1 : callingCode < 100 ? 2 : 3);
        return plan(callingCode).status(digits, start, to);
    }

    /** The calling code that a number begins with; 0 where there is none. See {@link #status(byte[], int, int)}. */
    int callingCode(byte[] bytes, int from, int to) {
        if (to - from < 3) {
            return 0;
        }
        int first = bytes[from] - '0';
        int second = bytes[from + 1] - '0';
        int third = bytes[from + 2] - '0';
        return isNoDigit(first) || isNoDigit(second) || isNoDigit(third)
                ? 0
                : callingCodeOfPrefix[100 * first + 10 * second + third];
    }

    /**
     * As {@link #status(byte[], int, int)}, of digits that stand behind a calling code.
     *
     * @param callingCode one of libphonenumber's
     */
    NumberStatus nationalStatus(int callingCode, byte[] bytes, int from, int to) {
        return areDigits(bytes, from, to) ? plan(callingCode).status(bytes, from, to) : NumberStatus.IMPOSSIBLE;
    }

    private static boolean areDigits(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (isNoDigit(bytes[i] - '0')) {
                return false;
            }
        }
        return true;
    }

    /** As {@link #status(byte[], int, int)}, with a copy of the digits. */
    public NumberStatus status(String digits) {
        byte[] bytes = digits.getBytes(StandardCharsets.ISO_8859_1);
        return status(bytes, 0, bytes.length);
    }

    boolean isCallingCode(String digits) {
        return digits.length() <= 3
                && !digits.startsWith("0")
                && callingCodeOfPrefix[Integer.parseInt((digits + "00").substring(0, 3))] == Integer.parseInt(digits);
    }

    private static boolean isNoDigit(int digit) {
        return digit < 0 || digit > 9;
    }

    CallingCodePlan plan(int callingCode) {
        CallingCodePlan plan = plans.get(callingCode);
        if (plan == null) {
            // two threads may both compile it: the plans are equal
            plan = compile(callingCode);
            plans.set(callingCode, plan);
        }
        return plan;
    }

    private static CallingCodePlan compile(int callingCode) {
        try {
            List<PhoneMetadata> regions = PlanMetadata.ofCallingCode(callingCode);
            CallingCodePlan plan = CallingCodePlan.of(regions);
            PlanCheck.check(callingCode, regions, plan);
            return plan;
        } catch (RuntimeException | LinkageError e) {
            LOG.warn(
                    "The libphonenumber on the class path has a numbering plan for +{} that is not understood. Its numbers "
                            + "are judged by libphonenumber one by one, which is right, but slower",
                    callingCode,
                    e);
            return CallingCodePlan.LEFT_TO_LIBPHONENUMBER;
        }
    }

    private static final class Shared {
        static final NumberingPlans PLANS = new NumberingPlans();
    }
}
