/** Parts of a run, for queues. Knows nothing of Camel. Not API. */
package io.github.camelbulksms.internal.part;
