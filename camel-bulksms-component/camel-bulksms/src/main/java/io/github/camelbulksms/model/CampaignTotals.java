package io.github.camelbulksms.model;

import java.util.SortedMap;

/**
 * How a campaign, or a run of it, stands: {@code accepted = delivered + failed + optedOut + unconfirmed + pending}.
 *
 * @param campaign what is sent
 * @param runs how many sendings of it
 * @param read recipients read, valid or not, of the runs that were given back
 * @param attempts requests that were begun
 * @param accepted recipients whose messages were accepted, also by what was reported of them
 * @param unknown recipients whose messages may have been accepted
 * @param notAccepted all other recipients who were read, by outcome ({@code invalid}, {@code suppressed}, {@code unsent} …), by the last
 *     reading of their list; without duplicates, which stand for a recipient who counts already
 * @param delivered accepted recipients who have the message
 * @param failed accepted recipients who do not have it, also where the provider may yet try again
 * @param failedByReason the same by status code and its meaning
 * @param optedOut accepted recipients who want no messages from the sender (510)
 * @param unconfirmed accepted recipients without a delivery status: none can be expected any more
 * @param pending accepted recipients without a final report yet
 * @param uncorrelated reports on the campaign's requests that are about none of their recipients
 */
public record CampaignTotals(
        String campaign,
        long runs,
        long read,
        long attempts,
        long accepted,
        long unknown,
        SortedMap<String, Long> notAccepted,
        long delivered,
        long failed,
        SortedMap<String, Long> failedByReason,
        long optedOut,
        long unconfirmed,
        long pending,
        long uncorrelated) {}
