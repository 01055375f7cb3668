package io.parm.lab.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ShufflesTest {

    private static final NetworkShape SHAPE = new NetworkShape(6, 3, 40, 150);
    private static final Duration SOME_TIME = Duration.ofMillis(1500);

    private final List<Transfer> begun = new ArrayList<>();
    private final Deque<CompletableFuture<Duration>> underWay = new ArrayDeque<>();
    private final Shuffles shuffles = Shuffles.begin(TransferPlan.of(SHAPE, 1), this::move);

    private CompletableFuture<Duration> move(Transfer transfer) {
        begun.add(transfer);
        underWay.add(new CompletableFuture<>());
        return underWay.getLast();
    }

    @Test
    void thereAreAlwaysAsManyTransfersUnderWay() {
        for (int ended = 0; ended < 100; ended++) {
            assertThat(underWay).hasSize(3);
            underWay.remove().complete(SOME_TIME);
        }
        assertThat(begun).hasSize(103);
        assertThat(shuffles.soFar()).isEqualTo("100 transfers of 1.50 s");
    }

    @Test
    void whichOneEndsFirstDoesNotChangeWhatThePlansHave() {
        TransferPlan first = TransferPlan.of(SHAPE, 1).get(0);
        CompletableFuture<Duration> firsts = underWay.remove();
        underWay.removeLast().complete(SOME_TIME);
        firsts.complete(SOME_TIME);
        assertThat(begun.get(0)).isEqualTo(first.next());
        assertThat(begun.get(4)).isEqualTo(first.next());
    }

    @Test
    void aFailedTransferIsToldAtTheEnd() {
        underWay.forEach(transfer -> transfer.completeExceptionally(new IllegalStateException("broken pipe")));
        assertThatThrownBy(shuffles::close)
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("broken pipe");
    }
}
