package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.model.Outcome;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The state of an attempt, by the name that is stored in its row. */
enum AttemptState {
    /** Its outcome is not recorded yet. */
    BEGUN(Remembered.UNKNOWN),
    /** Begun by a process that lost the run. */
    ABANDONED(Remembered.UNKNOWN),
    ACCEPTED(Remembered.ACCEPTED),
    UNKNOWN(Remembered.UNKNOWN),
    NOT_ACCEPTED(Remembered.NOT),
    /** Not accepted, recorded after the run was taken over: the new owner treats the recipients as unknown. */
    LATE(Remembered.NOT),
    /** No attempt: its recipients wanted no messages. */
    SUPPRESSED(Remembered.SUPPRESSED),
    /** No attempt: its recipients were in quiet hours; without recipients once the run was sent again. */
    POSTPONED(Remembered.NOT);

    private enum Remembered {
        ACCEPTED,
        UNKNOWN,
        SUPPRESSED,
        NOT
    }

    private final Remembered remembered;

    AttemptState(Remembered remembered) {
        this.remembered = remembered;
    }

    /** The state of an attempt with that result, for the process that made it. */
    static AttemptState of(AttemptResult result) {
        return switch (result.outcome()) {
            case ACCEPTED -> ACCEPTED;
            case UNKNOWN -> UNKNOWN;
            case REFUSED, UNSENT -> NOT_ACCEPTED;
            case INVALID, DUPLICATE, SUPPRESSED, POSTPONED ->
                throw new IllegalArgumentException("no attempt ends as " + result.outcome());
        };
    }

    /** The state of recipients who were left out of their batch. */
    static AttemptState ofLeftOut(Outcome outcome) {
        return switch (outcome) {
            case SUPPRESSED -> SUPPRESSED;
            case POSTPONED -> POSTPONED;
            case ACCEPTED, INVALID, DUPLICATE, REFUSED, UNSENT, UNKNOWN ->
                throw new IllegalArgumentException("no recipient is left out as " + outcome);
        };
    }

    /** For SQL: the names of those that are no attempts. */
    static final String NAMES_OF_LEFT_OUT = "(" + SUPPRESSED.quoted() + ", " + POSTPONED.quoted() + ")";

    /** The outcome of its recipients for a process that continues the run; null when they may be sent to. */
    Outcome outcome() {
        return switch (remembered) {
            case ACCEPTED -> Outcome.ACCEPTED;
            case UNKNOWN -> Outcome.UNKNOWN;
            case SUPPRESSED -> Outcome.SUPPRESSED;
            case NOT -> null;
        };
    }

    /** For SQL: the names of those that leave a recipient with this outcome. */
    static String namesOf(Outcome outcome) {
        return Arrays.stream(values())
                .filter(state -> state.outcome() == outcome)
                .map(AttemptState::quoted)
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** For SQL: its name. */
    String quoted() {
        return "'" + name() + "'";
    }
}
