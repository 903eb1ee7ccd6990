package io.github.camelbulksms.internal.run;

/**
 * One sending of a campaign.
 *
 * @param campaign what is being sent, the path of the endpoint
 * @param name tells this sending from others of the campaign
 */
public record Run(String campaign, String name) {

    public Run {
        if (campaign == null || campaign.isBlank()) {
            throw new IllegalArgumentException("campaign is empty: expected a name, as in bulksms:spring-sale");
        }
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("run is empty: expected a name");
        }
    }
}
