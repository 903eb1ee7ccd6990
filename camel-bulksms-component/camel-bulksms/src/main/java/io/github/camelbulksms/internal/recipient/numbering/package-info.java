/**
 * What a phone number is: the numbering plans of the world, and how people write numbers. Knows nothing of Camel.
 *
 * <p>The plans are libphonenumber's, of the version on the class path, compiled to small automata. libphonenumber stays the
 * judge of everything that is not plain digits in the form in which they go on the wire.
 */
package io.github.camelbulksms.internal.recipient.numbering;
