package io.github.camelbulksms.benchmarks;

import java.io.IOException;

/** One round: what it has cost the contestant, and what the stub has got. */
record Round(Measured measured, FastStub.Taken taken) {

    static final long NOT_COUNTED = 0;

    /**
     * @throws IOException when the stub has not got everything
     */
    void check(Contestant contestant, long recipients) throws IOException {
        long requests = contestant.work().requests();
        if (measured.accepted() != requests || taken.requests() != requests || taken.recipients() != recipients) {
            throw new IOException(contestant.title() + ": expected " + requests + " requests and " + recipients
                    + " recipients, got " + this);
        }
    }
}
