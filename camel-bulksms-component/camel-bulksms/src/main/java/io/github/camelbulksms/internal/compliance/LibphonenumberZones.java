package io.github.camelbulksms.internal.compliance;

import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.prefixmapper.PrefixTimeZonesMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The time zones that libphonenumber's artifact {@code geocoder} knows. Loaded only where that is. */
final class LibphonenumberZones {

    private static final String DATA = "/com/google/i18n/phonenumbers/timezones/data/map_data";

    private LibphonenumberZones() {}

    /**
     * @throws IllegalStateException when this version of it is not understood
     */
    static NumberZones load() {
        PrefixTimeZonesMap map = new PrefixTimeZonesMap();
        try (InputStream file = PhoneNumberToTimeZonesMapper.class.getResourceAsStream(DATA)) {
            if (file == null) {
                throw new IllegalStateException("the libphonenumber geocoder on the class path lacks " + DATA);
            }
            map.readExternal(new ObjectInputStream(file));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the libphonenumber geocoder on the class path has " + DATA + " in another format", e);
        }
        Map<String, List<String>> zonesOfPrefix = new HashMap<>();
        // prefix|zone&zone, a line each
        map.toString().lines().forEach(line -> {
            int end = line.indexOf('|');
            zonesOfPrefix.put(
                    line.substring(0, end), List.of(line.substring(end + 1).split("&")));
        });
        return NumberZones.of(zonesOfPrefix, callingCode -> PhoneNumberUtil.getInstance()
                .isNumberGeographical(PhoneNumberType.MOBILE, callingCode));
    }
}
