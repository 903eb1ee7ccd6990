/** One run: opening, batches, workers, stop reason, outcomes, closing. Knows nothing of Camel. Not API. */
package io.github.camelbulksms.internal.run;
