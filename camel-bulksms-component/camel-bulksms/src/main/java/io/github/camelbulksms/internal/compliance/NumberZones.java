package io.github.camelbulksms.internal.compliance;

import io.github.camelbulksms.internal.recipient.numbering.NumberingPlans;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The time zones of numbers, by their first digits: the longest prefix that is known decides, and where a number says nothing of the
 * place, as those of mobiles in most countries, all zones of its country hold. A table in which one walks along the digits; nothing is
 * made for a number. Immutable.
 */
final class NumberZones {

    /** The index of numbers whose zone is not known. */
    static final int UNKNOWN = 0;

    private static final int DIGITS = 10;
    private static final int MAX_CALLING_CODE = 999;

    /** Its area codes are the mobiles' too, and those of small countries. */
    private static final int NORTH_AMERICA = 1;

    /** For each node of the tree ten children, 0 for none; the root is node 0. */
    private final int[] children;
    /** For each node the index of its zones. */
    private final short[] zonesOfNode;

    private final List<List<ZoneId>> zones;
    private final NumberingPlans plans = NumberingPlans.ofClassPath();
    /** By calling code. */
    private final BitSet mobilesHaveAPlace;

    private NumberZones(int[] children, short[] zonesOfNode, List<List<ZoneId>> zones, BitSet mobilesHaveAPlace) {
        this.mobilesHaveAPlace = mobilesHaveAPlace;
        this.children = children;
        this.zonesOfNode = zonesOfNode;
        this.zones = zones;
    }

    /**
     * @param zonesOfPrefix the names of zones, by the first digits of a number; a prefix with a name that Java does not
     *     know is as if it had none, since it may be night there
     * @param mobilesHaveAPlace whether the mobiles of a calling code have area codes
     */
    static NumberZones of(Map<String, List<String>> zonesOfPrefix, IntPredicate mobilesHaveAPlace) {
        Map<List<ZoneId>, Integer> indexes = new HashMap<>();
        List<List<ZoneId>> zones = new ArrayList<>();
        zones.add(List.of());
        indexes.put(List.of(), UNKNOWN);
        int[] children = new int[DIGITS];
        short[] zonesOfNode = new short[1];
        int nodes = 1;
        for (Map.Entry<String, List<String>> prefix : zonesOfPrefix.entrySet()) {
            int node = 0;
            for (char digit : prefix.getKey().toCharArray()) {
                int child = DIGITS * node + digit - '0';
                if (children[child] == 0) {
                    children[child] = nodes++;
                    children =
                            nodes * DIGITS > children.length ? Arrays.copyOf(children, 2 * DIGITS * nodes) : children;
                    zonesOfNode = nodes > zonesOfNode.length ? Arrays.copyOf(zonesOfNode, 2 * nodes) : zonesOfNode;
                }
                node = children[child];
            }
            List<ZoneId> known = known(prefix.getValue());
            Integer index = indexes.putIfAbsent(known, zones.size());
            if (index == null) {
                index = zones.size();
                zones.add(known);
            }
            zonesOfNode[node] = index.shortValue();
        }
        BitSet withPlace = new BitSet();
        IntStream.rangeClosed(1, MAX_CALLING_CODE).filter(mobilesHaveAPlace).forEach(withPlace::set);
        return new NumberZones(children, zonesOfNode, List.copyOf(zones), withPlace);
    }

    private static List<ZoneId> known(List<String> names) {
        List<ZoneId> known = new ArrayList<>();
        for (String name : names) {
            try {
                known.add(ZoneId.of(name));
            } catch (DateTimeException e) {
                // also Etc/Unknown, which libphonenumber says of what it does not know
                return List.of();
            }
        }
        return List.copyOf(known);
    }

    /**
     * The index of a number's zones.
     *
     * @param bytes hold its digits in ASCII, country code first, from one index to before another
     */
    int indexOf(byte[] bytes, int from, int to) {
        int zonesOfLongest = UNKNOWN;
        int zonesOfShortest = UNKNOWN;
        int callingCode = 0;
        int node = 0;
        for (int i = from; i < to; i++) {
            node = children[DIGITS * node + bytes[i] - '0'];
            if (node == 0) {
                break;
            }
            if (zonesOfNode[node] != UNKNOWN) {
                zonesOfLongest = zonesOfNode[node];
                if (zonesOfShortest == UNKNOWN) {
                    // the shortest prefix that is known is the country's
                    zonesOfShortest = zonesOfLongest;
                    callingCode = number(bytes, from, i + 1);
                }
            }
        }
        return zonesOfLongest == zonesOfShortest || hasPlace(callingCode, bytes, from, to)
                ? zonesOfLongest
                : zonesOfShortest;
    }

    private boolean hasPlace(int callingCode, byte[] bytes, int from, int to) {
        if (callingCode == NORTH_AMERICA) {
            return true;
        }
        return switch (plans.status(bytes, from, to).kind()) {
            case FIXED_LINE, FIXED_LINE_OR_MOBILE -> true;
            case MOBILE -> mobilesHaveAPlace.get(callingCode);
            case TOLL_FREE, PREMIUM_RATE, SHARED_COST, VOIP, PERSONAL_NUMBER, PAGER, UAN, VOICEMAIL, UNKNOWN -> false;
        };
    }

    private static int number(byte[] bytes, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + bytes[i] - '0';
        }
        return number;
    }

    /** How many different sets of zones there are; an index is less. */
    int size() {
        return zones.size();
    }

    /** The zones of an index; none for {@link #UNKNOWN}. */
    List<ZoneId> zones(int index) {
        return zones.get(index);
    }
}
