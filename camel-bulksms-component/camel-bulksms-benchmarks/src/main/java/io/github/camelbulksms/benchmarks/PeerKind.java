package io.github.camelbulksms.benchmarks;

import io.github.camelbulksms.model.NumberCheck;

/** The peers, as their processes are told which to be. */
enum PeerKind {
    STREAMER("streamer", (account, inFlight) -> new StreamerPeer(account, inFlight, ListReader::new)),
    IDENTIFYING_STREAMER(
            "streamer that makes IDs",
            (account, inFlight) -> new StreamerPeer(account, inFlight, IdentifyingReader::new)),
    ROUTE("hand-written route, tuned", SplitRoutePeer::tuned),
    PLAIN_ROUTE("hand-written route, by the book", SplitRoutePeer::plain),
    SDK("SDK", SdkLoopPeer::new),
    BULKSMS("bulksms:", (account, inFlight) -> new ComponentPeer(account, inFlight, defaults -> {})),
    BULKSMS_SHAPE(
            "bulksms:, numberCheck=shape",
            (account, inFlight) ->
                    new ComponentPeer(account, inFlight, options -> options.setNumberCheck(NumberCheck.shape))),
    BULKSMS_DIGEST(
            "bulksms:, digest",
            (account, inFlight) -> new ComponentPeer(account, inFlight, options -> options.setAuthMethod("digest"))),
    BULKSMS_COMPLIANT(
            "bulksms:, 10,000,000 suppressed, quiet hours",
            (account, inFlight) -> new ComponentPeer(account, inFlight, Suppressed::suppressMany));

    final String title;
    private final Maker maker;

    PeerKind(String title, Maker maker) {
        this.title = title;
        this.maker = maker;
    }

    @FunctionalInterface
    private interface Maker {

        MeasuredPeer make(Account account, int inFlight);
    }

    MeasuredPeer make(Account account, int inFlight) {
        return maker.make(account, inFlight);
    }
}
