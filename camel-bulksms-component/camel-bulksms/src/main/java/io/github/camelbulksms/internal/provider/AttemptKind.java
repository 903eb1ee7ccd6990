package io.github.camelbulksms.internal.provider;

import io.github.camelbulksms.internal.provider.AttemptResult.Consequence;
import io.github.camelbulksms.model.FailureCode;
import io.github.camelbulksms.model.Outcome;

/** What each kind of {@link AttemptResult} means. */
public enum AttemptKind {
    ACCEPTED(Outcome.ACCEPTED, Consequence.GO_ON, Wire.WENT_OUT, null),
    REFUSED(Outcome.REFUSED, Consequence.END_THE_RUN, Wire.WENT_OUT, FailureCode.REFUSED),
    CAPPED(Outcome.UNSENT, Consequence.END_THE_RUN, Wire.WENT_OUT, FailureCode.CAPPED),
    NOT_ACCEPTED(Outcome.UNSENT, Consequence.TRY_AGAIN, Wire.WENT_OUT, FailureCode.UNSENT),
    NOT_SENT(Outcome.UNSENT, Consequence.TRY_AGAIN, Wire.NOTHING_SENT, FailureCode.UNSENT),
    WITHHELD(Outcome.UNSENT, Consequence.END_THE_RUN, Wire.NOTHING_SENT, FailureCode.UNSENT),
    STOPPED(Outcome.UNSENT, Consequence.END_THE_RUN, Wire.NOTHING_SENT, FailureCode.ROUTE_STOPPING),
    UNKNOWN(Outcome.UNKNOWN, Consequence.GO_ON, Wire.WENT_OUT, FailureCode.UNKNOWN),
    DRY_RUN(Outcome.UNSENT, Consequence.GO_ON, Wire.NOTHING_SENT, null),
    NOBODY_LEFT(Outcome.UNSENT, Consequence.GO_ON, Wire.NOTHING_SENT, null);

    final Outcome outcome;
    final Consequence consequence;
    final Wire wire;
    final FailureCode code;

    /**
     * @param code null where a batch that ends so does not fail its run
     */
    AttemptKind(Outcome outcome, Consequence consequence, Wire wire, FailureCode code) {
        this.outcome = outcome;
        this.consequence = consequence;
        this.wire = wire;
        this.code = code;
    }

    /** Whether there was a POST. */
    enum Wire {
        WENT_OUT,
        NOTHING_SENT
    }
}
