package io.github.camelbulksms.model;

/**
 * Where a number is suppressed. Immutable.
 *
 * @param campaign the campaign that its owner wants no messages of; null for all campaigns
 */
public record SuppressionScope(String campaign) {

    /** In all campaigns, those to come too. */
    public static final SuppressionScope EVERYWHERE = new SuppressionScope(null);

    public SuppressionScope {
        if (campaign != null && campaign.isBlank()) {
            throw new IllegalArgumentException("campaign is blank: expected its name, or null for everywhere");
        }
    }

    /** In one campaign. */
    public static SuppressionScope campaign(String campaign) {
        if (campaign == null) {
            throw new IllegalArgumentException("campaign is null: expected its name, or SuppressionScope.EVERYWHERE");
        }
        return new SuppressionScope(campaign);
    }

    /** Whether it takes in a campaign. */
    public boolean holdsIn(String anyCampaign) {
        return campaign == null || campaign.equals(anyCampaign);
    }

    @Override
    public String toString() {
        return campaign == null ? "everywhere" : "campaign=" + campaign;
    }
}
