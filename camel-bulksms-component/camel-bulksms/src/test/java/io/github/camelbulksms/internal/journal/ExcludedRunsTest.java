package io.github.camelbulksms.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ExcludedRunsTest {

    @Test
    void runsAreNamedWithCommasAndBlanksDoNotCount() {
        assertThat(ExcludedRuns.of(" monday, ,tuesday ").names()).containsExactly("monday", "tuesday");
        assertThat(ExcludedRuns.of("monday").isAll()).isFalse();
        assertThat(ExcludedRuns.of("monday").isEmpty()).isFalse();
    }

    @Test
    void nothingExcludesNothing() {
        assertThat(ExcludedRuns.of(null).isEmpty()).isTrue();
        assertThat(ExcludedRuns.of("").isEmpty()).isTrue();
    }

    @Test
    void aStarStandsForAllAndAlone() {
        assertThat(ExcludedRuns.of("*").isAll()).isTrue();
        assertThatThrownBy(() -> ExcludedRuns.of("*,monday"))
                .hasMessage("excludeRuns is '*,monday': expected names of runs, or * alone for all");
    }
}
