/** What became of the attempts of a run, so that a run goes on where it stopped. Knows nothing of Camel. Not API. */
package io.github.camelbulksms.internal.journal;
