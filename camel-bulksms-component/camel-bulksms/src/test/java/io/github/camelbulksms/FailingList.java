package io.github.camelbulksms;

import io.github.camelbulksms.model.SuppressionScope;
import io.github.camelbulksms.spi.WritableSuppressionList;
import java.io.IOException;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicInteger;

/** A list whose first entries fail. */
record FailingList(WritableSuppressionList list, AtomicInteger failures) implements WritableSuppressionList {

    @Override
    public BitSet suppressed(String campaign, long[] phoneNumbers) throws IOException {
        return list.suppressed(campaign, phoneNumbers);
    }

    @Override
    public void suppress(String phoneNumber, SuppressionScope scope) throws IOException {
        if (failures.getAndDecrement() > 0) {
            throw new IOException("the disk is full");
        }
        list.suppress(phoneNumber, scope);
    }

    @Override
    public void unsuppress(String phoneNumber, SuppressionScope scope) throws IOException {
        list.unsuppress(phoneNumber, scope);
    }
}
