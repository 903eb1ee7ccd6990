package io.github.camelbulksms.internal.run;

import io.github.camelbulksms.model.FailureCode;

/**
 * Why a run sends nothing more. The first reason is the one that stays ({@link RunState}). Before its first batch: the list goes beyond a
 * guard, the route is stopping, an operator has stopped it; then whichever comes first of the route, which an interrupt counts as,
 * the operator, a list that cannot be read on or goes beyond a guard, a finished run with new recipients, a result that ends the run or three
 * requests in a row that failed, an exception.
 */
public record StopReason(FailureCode code, String text) {

    public static final StopReason ROUTE_IS_STOPPING =
            new StopReason(FailureCode.ROUTE_STOPPING, "the route is stopping");
}
