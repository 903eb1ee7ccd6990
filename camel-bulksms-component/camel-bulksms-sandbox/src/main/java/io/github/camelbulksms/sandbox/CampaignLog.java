package io.github.camelbulksms.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The campaigns that were heard of last. Thread-safe. */
final class CampaignLog {

    private static final int KEPT = 200;

    /** By a hash of what tells them apart, as a text may be long; those heard of last stand last. Guarded by this. */
    private final Map<String, Campaign> campaigns = new LinkedHashMap<>(16, 0.75f, true);

    private long ids;

    synchronized Campaign of(Envelope.Fields form, Instant now) {
        String key = key(form);
        Campaign campaign = campaigns.get(key);
        if (campaign != null && !campaign.isOver(now)) {
            return campaign;
        }
        if (campaign != null) {
            // it stays to be looked at, under a key that no request has
            campaigns.remove(key);
            campaigns.put(key + campaign.id(), campaign);
        }
        Campaign begun = new Campaign(++ids, form, now);
        campaigns.put(key, begun);
        if (campaigns.size() > KEPT) {
            campaigns.remove(campaigns.keySet().iterator().next());
        }
        return begun;
    }

    synchronized List<Campaign> newestFirst() {
        List<Campaign> newest = new ArrayList<>(campaigns.values());
        Collections.reverse(newest);
        return newest;
    }

    synchronized Optional<Campaign> find(long id) {
        return campaigns.values().stream()
                .filter(campaign -> campaign.id() == id)
                .findFirst();
    }

    synchronized void clear() {
        campaigns.clear();
    }

    private static String key(Envelope.Fields form) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String field : new String[] {form.senderId(), form.ucid(), form.template()}) {
                digest.update((field == null ? "" : field.length() + ":" + field).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
