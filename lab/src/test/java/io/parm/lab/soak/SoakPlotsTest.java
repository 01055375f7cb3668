package io.parm.lab.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.lab.load.Latencies;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYSeries;

class SoakPlotsTest {

    @Test
    void theTimelineShowsEveryKindOfFault() {
        List<FaultInjector.Mark> marks = Stream.of(FaultKind.values())
                .map(kind -> new FaultInjector.Mark(kind, 1_000_000_000, "somebody"))
                .toList();
        SoakResult result = new SoakResult(
                new Soak.Options(1, 300, 1, Map.of()),
                new SoakResult.Counts(2, 0, 2, 0, 0, 0, 0, 0),
                List.of(),
                Map.of(),
                List.of(new Latencies(new long[] {2_000_000}, 0), new Latencies(new long[] {3_000_000}, 0)),
                3,
                marks,
                List.of());

        assertThat(new SoakPlots(result).timeline().getSeriesCollection())
                .extracting(XYSeries::getName)
                .containsAll(Stream.of(FaultKind.values()).map(FaultKind::text).toList());
    }
}
