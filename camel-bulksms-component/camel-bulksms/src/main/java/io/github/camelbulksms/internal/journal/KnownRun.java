package io.github.camelbulksms.internal.journal;

/**
 * A run as the journal knows it, all of its parts together.
 *
 * @param begunAt milliseconds since 1970
 * @param endedAt likewise, when it was given back last; 0 when it was not
 * @param read recipients read when it was given back last
 * @param owner the process that has it, or had it until its lease ran out; null when none has
 * @param abandoned whether the owner's lease has run out
 * @param stopped whether an operator wishes it to stop
 * @param lastError or null
 */
public record KnownRun(
        String campaign,
        String run,
        long begunAt,
        long endedAt,
        long read,
        long accepted,
        long unknown,
        long requests,
        boolean finished,
        String owner,
        boolean abandoned,
        boolean stopped,
        String lastError) {}
