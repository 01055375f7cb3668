package io.parm.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.lab.load.RunReport;
import io.parm.lab.meter.Cost;
import io.parm.lab.meter.Work;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrategyTableTest {

    @Test
    void eachStrategyIsALineOfMediansWithTheirSpread() {
        Map<String, List<RunReport>> runs = new LinkedHashMap<>();
        runs.put("none", List.of(cost(ExampleRuns.unprotected(), 12_000, 0)));
        RunReport parity = ExampleRuns.protectedByParity();
        runs.put(
                "parity",
                List.of(cost(parity, 12_000, 6_000), cost(parity, 13_200, 6_000), cost(parity, 12_600, 6_000)));

        assertThat(StrategyTable.of(runs).lines().map(line -> line.replaceAll(" {2,}", "  ")))
                .containsExactly(
                        "strategy  p50 ms  p99 ms  p99.9 ms  original  reconstructed  default  accuracy"
                                + "  inferences/answer  instance-ms/answer",
                        "none  2.27  172 (172 … 172)  245 (245 … 245)  12000  0  0  92.2 %  1.00  1.00 (1.00 … 1.00)",
                        "parity  2.27  26.0 (26.0 … 26.0)  30.7 (30.7 … 30.7)  11668  332  0  92.3 %"
                                + "  1.55  1.55 (1.50 … 1.60)");
    }

    @Test
    void spreadOfAnEvenNumberTakesTheUpperMiddle() {
        assertThat(Spread.of(4, 1, 3, 2)).isEqualTo(new Spread(1, 3, 4));
        assertThat(Spread.of(7)).isEqualTo(new Spread(7, 7, 7));
    }

    private static RunReport cost(RunReport report, long deployed, long parity) {
        return report.with(
                new Cost(new Work(deployed, deployed * 1_000_000), new Work(parity, parity * 1_000_000)), null);
    }
}
