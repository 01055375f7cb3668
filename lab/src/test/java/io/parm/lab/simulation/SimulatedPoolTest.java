package io.parm.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.inference.EjectionLimits;
import io.parm.lab.emulation.InferenceTimes;
import io.parm.lab.emulation.TimeHeap;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedPoolTest {

    private static final long NEVER = TimeHeap.NEVER;
    private static final long MS = 1_000_000;

    private final TimeHeap ends = new TimeHeap(10);

    @Test
    void theInstanceThatRanLastIsNextOnceAllHaveRun() {
        SimulatedPool pool = pool(2, 1);
        pool.submit(Requests.of(0, 0), NEVER, 0);
        pool.submit(Requests.of(1, 0), NEVER, 1);
        assertThat(ends.remove()).isEqualTo(0);
        pool.free(0, 1000);
        assertThat(ends.remove()).isEqualTo(1);
        pool.free(1, 1001);

        pool.submit(Requests.of(2, 0), NEVER, 2000);
        assertThat(ends.remove()).isEqualTo(1);
        assertThat(pool.request(1, 0)).isEqualTo(Requests.of(2, 0));
    }

    @Test
    void anInstanceThatHasNotRunYetIsNext() {
        SimulatedPool pool = pool(2, 1);
        pool.submit(Requests.of(0, 0), NEVER, 0);
        pool.free(ends.remove(), 1000);
        pool.submit(Requests.of(1, 0), NEVER, 2000);
        assertThat(ends.remove()).isEqualTo(1);
    }

    @Test
    void requestsOfOneGroupRunApartIfThereAreSeveralInstances() {
        assertThat(secondBatch(2)).containsExactly(Requests.of(1, 0), Requests.of(2, 0));
        assertThat(secondBatch(1)).containsExactly(Requests.of(1, 0), Requests.of(1, 1));
    }

    @Test
    void whatIsPassedOverKeepsItsPlace() {
        SimulatedPool pool = pool(2, 2);
        fill(pool, 2);
        pool.free(0, 1000);
        pool.free(1, 1001);
        assertThat(batch(pool, 1)).containsExactly(Requests.of(1, 1), Requests.of(2, 1));
    }

    @Test
    void manyMayWait() {
        SimulatedPool pool = pool(1, 1);
        for (int group = 0; group < 1000; group++) {
            pool.submit(Requests.of(group, 0), NEVER, 0);
        }
        for (int group = 0; group < 1000; group++) {
            assertThat(pool.request(0, 0)).isEqualTo(Requests.of(group, 0));
            pool.free(ends.remove(), group + 1);
        }
        assertThat(pool.use(1000).inferences()).isEqualTo(1000);
    }

    /**
     * Rounds of a query for each instance, of which the first takes 200 ms and the others 10. Their peers' times are known from their tenth
     * calls on, so it is slow five times in a row when its fourteenth ends.
     */
    @Test
    void aSlowInstanceIsLeftOutAfterFiveSlowCallsInARowAndProbedASecondLaterThenTwo() {
        SimulatedPool pool = pool(EjectionLimits.DEFAULT, (id, nowNanos, scale) -> (id == 0 ? 200 : 10) * MS);
        List<Integer> slowRounds = new ArrayList<>();
        for (int round = 1; round <= 30; round++) {
            long startNanos = round * 250 * MS;
            for (int query = 0; query < 3; query++) {
                pool.submit(Requests.of(3L * round + query, 0), NEVER, startNanos);
            }
            while (ends.nextNanos() < NEVER) {
                long nowNanos = ends.nextNanos();
                int id = ends.remove();
                if (id == 0) {
                    slowRounds.add(round);
                }
                pool.free(id, nowNanos);
            }
        }
        // Round 14 ends at 3.7 s: out until 4.7 s. The next round begins at 4.75 s, and the probe ends at 4.95 s: out
        // until 6.95 s.
        assertThat(slowRounds).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 19, 28);
        assertThat(pool.use(1).inferences()).isEqualTo(3 * 30);
    }

    private long[] secondBatch(int instances) {
        SimulatedPool pool = pool(instances, 2);
        fill(pool, instances);
        pool.free(0, 1000);
        return batch(pool, 0);
    }

    /** All instances have a query of group 0; two queries of group 1 and two of group 2 wait. */
    private static void fill(SimulatedPool pool, int instances) {
        for (int slot = 0; slot < instances; slot++) {
            pool.submit(Requests.of(0, slot), NEVER, 0);
        }
        for (int query = 0; query < 4; query++) {
            pool.submit(Requests.of(1 + query / 2, query % 2), NEVER, 0);
        }
    }

    private static long[] batch(SimulatedPool pool, int id) {
        return new long[] {pool.request(id, 0), pool.request(id, 1)};
    }

    private SimulatedPool pool(EjectionLimits ejection, InferenceTimes times) {
        var shared = new SimulatedPool.Shared(times, ends, Cluster.SINGLE, ejection);
        return new SimulatedPool(shared, new SimulatedPool.Members(0, 3, 0), 1);
    }

    private SimulatedPool pool(int instances, int batchMaxSize) {
        var shared = new SimulatedPool.Shared(
                (instance, nowNanos, scale) -> 500, ends, new Cluster.Batching(batchMaxSize, 0), EjectionLimits.NEVER);
        return new SimulatedPool(shared, new SimulatedPool.Members(0, instances, 0), 1);
    }
}
