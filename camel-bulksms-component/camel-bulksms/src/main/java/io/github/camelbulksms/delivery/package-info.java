/** One sending of a campaign: batches, requests in flight, and one outcome for every recipient read. Knows nothing of Camel. */
package io.github.camelbulksms.delivery;
