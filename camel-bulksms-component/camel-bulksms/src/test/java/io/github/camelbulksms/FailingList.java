package io.github.camelbulksms;

import io.github.camelbulksms.spi.SuppressionList;
import java.io.IOException;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicInteger;

/** A list whose first entries fail. */
record FailingList(SuppressionList.Writable list, AtomicInteger failures) implements SuppressionList.Writable {

    @Override
    public BitSet suppressed(String campaign, long[] phoneNumbers) throws IOException {
        return list.suppressed(campaign, phoneNumbers);
    }

    @Override
    public void suppress(String phoneNumber) throws IOException {
        failAtFirst();
        list.suppress(phoneNumber);
    }

    @Override
    public void suppress(String phoneNumber, String campaign) throws IOException {
        failAtFirst();
        list.suppress(phoneNumber, campaign);
    }

    private void failAtFirst() throws IOException {
        if (failures.getAndDecrement() > 0) {
            throw new IOException("the disk is full");
        }
    }

    @Override
    public void unsuppress(String phoneNumber) throws IOException {
        list.unsuppress(phoneNumber);
    }

    @Override
    public void unsuppress(String phoneNumber, String campaign) throws IOException {
        list.unsuppress(phoneNumber, campaign);
    }
}
