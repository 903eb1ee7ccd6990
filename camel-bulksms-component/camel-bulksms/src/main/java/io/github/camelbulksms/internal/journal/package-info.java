/** Records the outcome of each attempt, so that a run goes on where it stopped. Knows nothing of Camel. Not API. */
package io.github.camelbulksms.internal.journal;
