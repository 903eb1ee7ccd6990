package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.model.FailureCode;

/** Why a run sends nothing more. */
public record StopReason(FailureCode code, String text) {

    public static final StopReason ROUTE_IS_STOPPING =
            new StopReason(FailureCode.ROUTE_STOPPING, "the route is stopping");
}
