package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SplitHistoryTest {

    private final SplitHistory cuts = new SplitHistory();
    private int faults;
    private int attempt;

    @Test
    void allChunksThatANodeMakesAreOfOneCut() {
        assertThat(chunk("split1", 0)).isEqualTo(1);
        assertThat(chunk("split1", 1)).isEqualTo(1);
    }

    @Test
    void chunksThatAreMadeInParallelComeInAnyOrder() {
        assertThat(chunk("split1", 2)).isEqualTo(1);
        assertThat(chunk("split1", 0)).isEqualTo(1);
        faults++;
        assertThat(chunk("split1", 1)).isEqualTo(1);
    }

    @Test
    void chunksThatComeAgainInParallelComeInAnyOrder() {
        chunk("split1", 0);
        chunk("split1", 1);
        faults++;

        assertThat(chunk("split1", 1)).isEqualTo(1);
        assertThat(chunk("split1", 0)).isEqualTo(1);
    }

    @Test
    void aChunkOfAnAttemptThatWasGivenUpIsStillOfItsOwnCut() {
        chunk("split1", 0);
        chunk("split2", 0);
        faults++;
        attempt = faults;
        chunk("split1", 0);

        attempt = 0;
        assertThat(chunk("split1", 0)).isEqualTo(1);
        assertThat(chunk("split2", 0)).isEqualTo(2);

        attempt = faults;
        assertThat(chunk("split1", 1)).isEqualTo(1);
    }

    @Test
    void theNextNodeMakesChunksOfItsOwn() {
        chunk("split1", 0);

        assertThat(chunk("split2", 0)).isEqualTo(2);
    }

    @Test
    void whatIsBegunAgainFurtherUpMakesTheSameChunks() {
        chunk("split1", 0);
        chunk("split2", 0);
        faults++;

        assertThat(chunk("split1", 0)).isEqualTo(1);
        assertThat(chunk("split1", 1)).isEqualTo(1);
        assertThat(chunk("split2", 0)).isEqualTo(2);
        assertThat(chunk("split3", 0)).isEqualTo(3);
    }

    @Test
    void anotherNodeAfterAFailureIsAnotherWayToDoTheSame() {
        chunk("split1", 0);
        faults++;

        assertThat(chunk("split2", 0)).isEqualTo(1);
    }

    @Test
    void aNodeThatIsPassedTwiceWithoutAFailureMakesNewChunks() {
        chunk("split1", 0);

        assertThat(chunk("split1", 0)).isEqualTo(2);
    }

    @Test
    void aChunkThatBeginsWhenTheMessageHasGoneOnIsOfTheSameCut() {
        chunk("split1", 0);

        assertThat(cuts.enter(new SendHistory.Position("to3", null), 1, faults, attempt, () -> false))
                .isEqualTo(1);
    }

    private int chunk(String node, int index) {
        return cuts.enter(new SendHistory.Position(node, null), index, faults, attempt, () -> true);
    }
}
