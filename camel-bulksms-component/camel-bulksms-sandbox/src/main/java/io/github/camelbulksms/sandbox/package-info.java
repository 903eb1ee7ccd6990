/**
 * A stand-in of the bulk SMS provider on this machine, to develop, test and demonstrate without an account. It shares no
 * code with the component, so that each checks the other. {@link io.github.camelbulksms.sandbox.BulkSmsSandbox} is the
 * way in.
 */
package io.github.camelbulksms.sandbox;
