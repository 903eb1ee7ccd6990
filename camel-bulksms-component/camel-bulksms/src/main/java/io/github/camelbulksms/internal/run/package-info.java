/**
 * One run: opening, batches, workers, stop reason, outcomes, closing. Knows nothing of Camel. Not API.
 *
 * <table>
 * <caption>The types that begin with Run, in the order in which a run meets them</caption>
 * <tr><th>type</th><th>is</th></tr>
 * <tr><td>{@link io.github.camelbulksms.internal.run.Run}</td><td>the name of one sending of a campaign</td></tr>
 * <tr><td>{@link io.github.camelbulksms.internal.run.RunSettings}</td><td>how it is sent: batch size, concurrency, retries</td></tr>
 * <tr><td>{@link io.github.camelbulksms.internal.run.RunLimits}</td><td>what its list and its text must not exceed</td></tr>
 * <tr><td>{@link io.github.camelbulksms.internal.run.RunExecution}</td><td>opens, sends and closes it; the entry point</td></tr>
 * <tr><td>{@link io.github.camelbulksms.internal.run.RunOpening}</td><td>opens journal and source, or nothing</td></tr>
 * <tr><td>{@link io.github.camelbulksms.internal.run.OpenRun}</td><td>what an open run holds until it is closed</td></tr>
 * <tr><td>{@link io.github.camelbulksms.internal.run.RunWorkers}</td><td>its workers, and the run's lock</td></tr>
 * <tr><td>{@link io.github.camelbulksms.internal.run.RunState}</td><td>its outcomes, and the first reason to stop</td></tr>
 * <tr><td>{@link io.github.camelbulksms.internal.run.RunClosing}</td><td>closes it, whatever is thrown</td></tr>
 * <tr><td>{@link io.github.camelbulksms.internal.run.RunProgress}</td><td>what an operator sees of it</td></tr>
 * <tr><td>{@link io.github.camelbulksms.internal.run.RunPhase}</td><td>how far it has come, in that view</td></tr>
 * <tr><td>{@link io.github.camelbulksms.internal.run.RunHistory}</td><td>the runs in progress, and the last hundred that ended</td></tr>
 * </table>
 */
package io.github.camelbulksms.internal.run;
