package io.github.camelbulksms.sandbox;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The nonces of as long as a date is tolerated, at most a million. Thread-safe. */
final class Nonces {

    private static final int MOST = 1_000_000;

    private final Map<String, Instant> used = new LinkedHashMap<>();

    synchronized void use(String nonce, Instant now) throws RefusedException {
        Instant forgotten = now.minus(SignedRequest.TOLERATED_AGE.multipliedBy(2));
        Iterator<Instant> oldestFirst = used.values().iterator();
        while (oldestFirst.hasNext()) {
            Instant oldest = oldestFirst.next();
            if (oldest.isAfter(forgotten) && used.size() < MOST) {
                break;
            }
            oldestFirst.remove();
        }
        if (nonce == null || used.putIfAbsent(nonce, now) != null) {
            throw new RefusedException(ProviderError.NONCE_USED);
        }
    }
}
