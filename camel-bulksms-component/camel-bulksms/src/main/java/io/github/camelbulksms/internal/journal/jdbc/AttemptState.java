package io.github.camelbulksms.internal.journal.jdbc;

import io.github.camelbulksms.internal.provider.AttemptResult;
import io.github.camelbulksms.model.Outcome;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How an attempt stands, by the name that its row bears. */
enum AttemptState {
    /** Nothing was heard of it yet. */
    BEGUN(Remembered.UNKNOWN),
    /** Begun by a process that lost the run. */
    ABANDONED(Remembered.UNKNOWN),
    ACCEPTED(Remembered.ACCEPTED),
    UNKNOWN(Remembered.UNKNOWN),
    NOT_ACCEPTED(Remembered.NOT),
    /** Not accepted, which its process noted only after it had lost the run: whoever has it took the recipients for unknown. */
    LATE(Remembered.NOT),
    /** No attempt: its recipients wanted no messages. */
    SUPPRESSED(Remembered.SUPPRESSED),
    /** No attempt: it was no hour to send to its recipients; without recipients once the run was sent again. */
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

    /** How an attempt of that result ends, seen by its own process. */
    static AttemptState of(AttemptResult result) {
        return switch (result.outcome()) {
            case ACCEPTED -> ACCEPTED;
            case UNKNOWN -> UNKNOWN;
            case REFUSED, UNSENT -> NOT_ACCEPTED;
            case INVALID, DUPLICATE, SUPPRESSED, POSTPONED ->
                throw new IllegalArgumentException("no attempt ends as " + result.outcome());
        };
    }

    /** How recipients stand who were left out of their batch. */
    static AttemptState ofLeftOut(Outcome outcome) {
        return switch (outcome) {
            case SUPPRESSED -> SUPPRESSED;
            case POSTPONED -> POSTPONED;
            case ACCEPTED, INVALID, DUPLICATE, REFUSED, UNSENT, UNKNOWN ->
                throw new IllegalArgumentException("nobody is left out as " + outcome);
        };
    }

    /** For SQL: the names of those that are no attempts. */
    static final String NAMES_OF_LEFT_OUT = "(" + SUPPRESSED.quoted() + ", " + POSTPONED.quoted() + ")";

    /** What its recipients are to whoever goes on with the run; null when they may be sent to. */
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
