package io.parm.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.lab.load.Latencies;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TailCurveTest {

    @Test
    void aShareIsThatOfTheQueriesAtLeastAsSlow() {
        TailCurve curve = TailCurve.of(new Latencies(new long[] {4_000_000, 1_000_000, 2_000_000, 3_000_000}, 0), 1e-4);
        assertThat(curve.latenciesMs()).containsExactly(1.0, 2.0, 3.0, 4.0);
        assertThat(curve.shares()).containsExactly(1.0, 0.75, 0.5, 0.25);
    }

    @Test
    void unansweredQueriesAreSlowerThanAnyLatency() {
        TailCurve curve = TailCurve.of(new Latencies(new long[] {1_000_000, 2_000_000}, 2), 1e-4);
        assertThat(curve.shares()).containsExactly(1.0, 0.75);
    }

    @Test
    void manyQueriesAreThinnedOutButNotTheirTail() {
        long[] nanos = LongStream.rangeClosed(1, 1_000_000).toArray();
        TailCurve curve = TailCurve.of(new Latencies(nanos, 0), 1e-4);
        assertThat(curve.shares()).hasSizeBetween(1500, 1700).contains(1.0);
        assertThat(curve.shares().get(curve.shares().size() - 1)).isBetween(1e-4, 1.01e-4);
        assertThat(curve.latenciesMs()).isSorted();
    }
}
