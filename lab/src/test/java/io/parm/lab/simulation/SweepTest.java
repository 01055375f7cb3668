package io.parm.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parm.lab.simulation.Sweep.Compared;
import io.parm.lab.simulation.Sweep.Point;
import io.parm.lab.simulation.Sweep.Slowdowns;
import java.util.List;
import org.junit.jupiter.api.Test;

class SweepTest {

    @Test
    void theLoadIsWhatWasAskedForInBothPools() {
        for (Slowdowns slowdowns : List.of(Slowdowns.NONE, Slowdowns.SHORT)) {
            Compared compared = Sweep.run(new Point(120, 2, 1, 0.6, slowdowns), 1, 1);
            assertThat(compared.coded().deployed().utilisation()).isCloseTo(0.6, within(0.04));
            assertThat(compared.coded().parity().utilisation()).isCloseTo(0.6, within(0.04));
            assertThat(compared.equalResources().deployed().utilisation()).isCloseTo(0.4, within(0.03));
        }
    }

    @Test
    void noClusterIsLargerThanTenThousandInstances() {
        assertThat(Sweep.POINTS).hasSize(4 * 14 + 2 + 4).doesNotHaveDuplicates();
        assertThat(Sweep.POINTS).allMatch(point -> point.instances() <= 10_000);
        assertThat(Sweep.POINTS).anyMatch(point -> point.instances() == 10_000);
    }
}
