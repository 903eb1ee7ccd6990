/** Who is sent to: reading recipients lazily, judging them, and naming what became of each. Knows nothing of Camel. */
package io.github.camelbulksms.recipient;
