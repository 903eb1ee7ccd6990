package io.github.camelbulksms.internal.recipient.numbering;

import com.google.i18n.phonenumbers.MetadataLoader;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneMetadata;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneMetadataCollection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The metadata of the libphonenumber on the class path.
 *
 * <p>libphonenumber keeps it to itself, but asks a {@link MetadataLoader} for its files: ours looks on. So where the files
 * are and what they are called stays libphonenumber's business, and nothing is opened by reflection.
 */
final class PlanMetadata {

    private static final String NOT_A_REGION = "001";

    private PlanMetadata() {}

    /**
     * The regions that share a calling code, the main one first.
     *
     * @throws UnreadablePlanException when this version of libphonenumber does not tell
     */
    static List<PhoneMetadata> ofCallingCode(int callingCode) {
        OnLooker loader = new OnLooker();
        PhoneNumberUtil world = PhoneNumberUtil.createInstance(loader);
        List<PhoneMetadata> regions = new ArrayList<>();
        for (String region : world.getRegionCodesForCountryCode(callingCode)) {
            regions.add(read(loader, world, region, callingCode));
        }
        return regions;
    }

    private static PhoneMetadata read(OnLooker loader, PhoneNumberUtil world, String region, int callingCode) {
        loader.seen = null;
        if (region.equals(NOT_A_REGION)) {
            world.getSupportedTypesForNonGeoEntity(callingCode);
        } else {
            world.getNddPrefixForRegion(region, true);
        }
        PhoneMetadata metadata = decode(loader.seen, region);
        if (!metadata.getId().equals(region) || metadata.getCountryCode() != callingCode) {
            throw new UnreadablePlanException("the metadata of " + region + " is that of " + metadata.getId());
        }
        return metadata;
    }

    private static PhoneMetadata decode(byte[] file, String region) {
        if (file == null) {
            throw new UnreadablePlanException("the metadata of " + region + " is not in a file of its own");
        }
        PhoneMetadataCollection regions = new PhoneMetadataCollection();
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(file))) {
            regions.readExternal(in);
        } catch (IOException e) {
            throw new UnreadablePlanException("the metadata of " + region + " is of another format", e);
        }
        if (regions.getMetadataCount() != 1) {
            throw new UnreadablePlanException("the metadata of " + region + " is not in a file of its own");
        }
        return regions.getMetadataList().get(0);
    }

    /** Used by one thread. */
    private static final class OnLooker implements MetadataLoader {

        private byte[] seen;

        @Override
        public InputStream loadMetadata(String fileName) {
            try (InputStream in = PhoneNumberUtil.class.getResourceAsStream(fileName)) {
                if (in == null) {
                    return null;
                }
                seen = in.readAllBytes();
                return new ByteArrayInputStream(seen);
            } catch (IOException e) {
                throw new UnreadablePlanException(fileName, e);
            }
        }
    }
}
