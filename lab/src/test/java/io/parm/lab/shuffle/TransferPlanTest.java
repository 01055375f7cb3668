package io.parm.lab.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.model.UserError;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TransferPlanTest {

    private static final NetworkShape SHAPE = new NetworkShape(6, 2, 40, 150);

    @Test
    void theSameSeedGivesTheSameTransfersAndAnotherOneOthers() {
        assertThat(transfers(1)).isEqualTo(transfers(1)).isNotEqualTo(transfers(2));
    }

    @Test
    void concurrentPlansDiffer() {
        List<TransferPlan> plans = TransferPlan.of(SHAPE, 1);
        assertThat(plans).hasSize(2);
        assertThat(first(plans.get(0))).isNotEqualTo(first(plans.get(1)));
    }

    @Test
    void everyInstanceSendsToEveryOtherOne() {
        assertThat(transfers(1).stream()
                        .map(transfer -> transfer.from() + ">" + transfer.to())
                        .distinct())
                .hasSize(6 * 5);
    }

    /** 40 Mbit/s are 5 MB/s: 7.5 MB in 1.5 s, for 192 MB. */
    @Test
    void sizesAreThePapersScaledToALinksSecondAndAHalf() {
        assertThat(transfers(1)).allMatch(transfer -> transfer.bytes() >= 5_000_000 && transfer.bytes() < 10_000_000);
        assertThat(transfers(1).stream().mapToLong(Transfer::bytes).average().orElseThrow())
                .isBetween(7.2e6, 7.8e6);
    }

    @Test
    void aShapeOutOfBoundsIsRefused() {
        assertThatThrownBy(() -> new NetworkShape(1, 1, 40, 150))
                .isInstanceOf(UserError.class)
                .hasMessage("network: instances must be 2..100 but was 1");
    }

    private static List<Transfer> transfers(long seed) {
        return first(TransferPlan.of(SHAPE, seed).get(0));
    }

    private static List<Transfer> first(TransferPlan plan) {
        return Stream.generate(plan::next).limit(1000).toList();
    }
}
