/** Lists as text: lines, CSV, the wire form. Not API. */
package io.github.camelbulksms.internal.recipient.text;
