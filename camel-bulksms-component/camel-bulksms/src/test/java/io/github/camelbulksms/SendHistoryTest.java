package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelbulksms.internal.provider.BulkMessage;
import org.junit.jupiter.api.Test;

class SendHistoryTest {

    private final SendHistory steps = new SendHistory();
    private int faults;
    private Object mark;

    @Test
    void eachStepIsASendOfItsOwn() {
        assertThat(succeed("to1", "Hello")).isEqualTo(1);
        assertThat(succeed("to2", "Hello")).isEqualTo(2);
    }

    @Test
    void aStepThatFailedIsTheSameOnceMore() {
        assertThat(fail("to1", "Hello")).isEqualTo(1);
        assertThat(succeed("to1", "Hello")).isEqualTo(1);
    }

    @Test
    void whatIsBegunAgainFurtherUpPassesTheSameSteps() {
        succeed("to1", "Hello");
        fail("to2", "Hello");

        assertThat(succeed("to1", "Hello")).isEqualTo(1);
        assertThat(succeed("to2", "Hello")).isEqualTo(2);
        assertThat(succeed("to3", "Hello")).isEqualTo(3);
    }

    @Test
    void aStepAfterWhichSomethingFailedIsTheSameOnceMore() {
        succeed("to1", "Hello");
        faults++;

        assertThat(succeed("to1", "Hello")).isEqualTo(1);
    }

    @Test
    void aFailureIsSeenInTheExceptionThatTheMessageCarriesToo() {
        succeed("to1", "Hello");

        assertThat(steps.enter(
                        new SendHistory.Position("to1", null), text("Hello"), new SendHistory.State(0, "caught", mark)))
                .isEqualTo(1);
    }

    @Test
    void whatTheSendHasLeftOnACopyThatWasGivenUpIsMissed() {
        succeed("to1", "Hello");
        mark = null;

        assertThat(succeed("to2", "Hello")).isEqualTo(1);
    }

    @Test
    void eachTurnOfALoopIsASendOfItsOwn() {
        for (int turn = 0; turn < 3; turn++) {
            assertThat(succeed("to1", turn, "Hello")).isEqualTo(turn + 1);
        }
        faults++;
        for (int turn = 0; turn < 3; turn++) {
            assertThat(succeed("to1", turn, "Hello")).isEqualTo(turn + 1);
        }
    }

    @Test
    void theTurnsOfALoopInALoopAreToo() {
        for (int turn = 0; turn < 4; turn++) {
            assertThat(succeed("to1", turn % 2, "Hello")).isEqualTo(turn + 1);
        }
    }

    @Test
    void aLoopThatTriesAgainGoesOn() {
        assertThat(fail("to1", 0, "Hello")).isEqualTo(1);
        assertThat(fail("to1", 1, "Hello")).isEqualTo(1);
        assertThat(succeed("to1", 2, "Hello")).isEqualTo(1);
    }

    @Test
    void aLoopUntilTheStepAfterTheSendIsWellGoesOn() {
        succeed("to1", 0, "Hello");
        faults++;

        assertThat(succeed("to1", 1, "Hello")).isEqualTo(1);
    }

    @Test
    void anotherWayToSendTheSameTextGoesOn() {
        fail("to1", "Hello");

        assertThat(succeed("to2", "Hello")).isEqualTo(1);
    }

    @Test
    void anotherWayToDoTheSameAfterAFailureBehindTheSendIsTheSameSend() {
        succeed("to1", "Hello");
        faults++;

        assertThat(succeed("to2", "Hello")).isEqualTo(1);
    }

    @Test
    void afterAStepThatFailedAnotherTextIsASendOfItsOwn() {
        fail("to1", "Hello");

        assertThat(succeed("to2", "Good-bye")).isEqualTo(2);
    }

    @Test
    void aStepWhoseTextHasChangedMeanwhileIsNoNewOne() {
        succeed("to1", "Hello at 10:00");
        faults++;

        assertThat(enter("to1", null, "Hello at 10:01")).isEqualTo(1);
    }

    private int succeed(String node, String text) {
        return succeed(node, null, text);
    }

    private int succeed(String node, Integer loop, String text) {
        int send = enter(node, loop, text);
        mark = new Object();
        steps.done(send, new SendHistory.State(faults, null, mark));
        return send;
    }

    private int fail(String node, String text) {
        return fail(node, null, text);
    }

    private int fail(String node, Integer loop, String text) {
        int send = enter(node, loop, text);
        faults++;
        return send;
    }

    private int enter(String node, Integer loop, String text) {
        return steps.enter(new SendHistory.Position(node, loop), text(text), new SendHistory.State(faults, null, mark));
    }

    private static BulkMessage text(String text) {
        return new BulkMessage(text, null, null, null);
    }
}
