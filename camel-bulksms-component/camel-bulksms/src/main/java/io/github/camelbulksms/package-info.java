/**
 * The {@code bulksms:} component. These classes are a thin shell that speaks Camel; what the component does is in the
 * packages below, which know nothing of Camel.
 */
package io.github.camelbulksms;
