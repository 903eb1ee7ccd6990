/** From a body or header to judged recipients, read as a stream of entries. Knows nothing of Camel. Not API. */
package io.github.camelbulksms.internal.recipient;
