/** Phone numbers as people write them, and the numbering plans of the world. Not API. */
package io.github.camelbulksms.internal.recipient.numbering;
