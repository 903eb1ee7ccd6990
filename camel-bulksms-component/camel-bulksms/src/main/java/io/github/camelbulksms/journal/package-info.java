/** What became of every attempt of a run, so that a run goes on where it stopped. Knows nothing of Camel. */
package io.github.camelbulksms.journal;
