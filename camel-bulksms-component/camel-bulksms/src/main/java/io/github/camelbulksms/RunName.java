package io.github.camelbulksms;

/**
 * The rule that names a run, so that a repeated message goes on with the run that it began.
 *
 * @param base what the user chose, else what names the message's source, else the exchange that all copies come from
 * @param place the place of a chunk in what was cut: {@code [3]}, {@code [3][0]}; empty for the whole, and where the user chose
 * @param send which send of the campaign this is in the message's way through the routes, from 1
 */
record RunName(String base, String place, int send) {

    /**
     * The first run of a message.
     *
     * @param chosen the header or option, or null
     * @param source what names the message, or null
     * @param exchange the exchange that all copies come from
     */
    static RunName first(String chosen, MessageSource source, String exchange, String place) {
        if (chosen != null) {
            return new RunName(chosen, "", 1);
        }
        return new RunName(source == null ? exchange : source.name(), place, 1);
    }

    @Override
    public String toString() {
        return base + place + (send == 1 ? "" : "#" + send);
    }
}
