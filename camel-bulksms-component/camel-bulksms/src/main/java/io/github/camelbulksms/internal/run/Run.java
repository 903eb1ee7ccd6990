package io.github.camelbulksms.internal.run;

/**
 * One sending of a campaign.
 *
 * @param campaign what is being sent, the path of the endpoint
 * @param name tells this sending from others of the campaign
 * @param source the mark of what the run is made of, which tells it from a later source of the same name, as a file's time does;
 *     null when nothing does
 */
public record Run(String campaign, String name, String source) {

    public Run {
        if (campaign == null || campaign.isBlank()) {
            throw new IllegalArgumentException("campaign is empty: expected a name, as in bulksms:spring-sale");
        }
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("run is empty: expected a name");
        }
    }

    /** A run of whose source nothing is known. */
    public Run(String campaign, String name) {
        this(campaign, name, null);
    }
}
