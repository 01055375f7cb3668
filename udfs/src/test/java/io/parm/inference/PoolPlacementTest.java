package io.parm.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.inference.InferenceResult.Kind;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Which instance serves which request, and instances that come, go, fail and come back. */
class PoolPlacementTest {

    private final AtomicLong nowMs = new AtomicLong();
    private final ScriptedInstance first = new ScriptedInstance("first", float[]::clone);
    private final ScriptedInstance second = new ScriptedInstance("second", float[]::clone);
    private final ScriptedInstance third = new ScriptedInstance("third", float[]::clone);

    @Test
    void requestsOfAGroupRunOnDifferentInstances() {
        InstancePool pool = pool(2, 1);
        add(pool, first, "a");
        add(pool, second, "b");
        pool.submit(request("g", 1));
        pool.submit(request("other", 2));
        pool.submit(request("other", 3));
        pool.submit(request("g", 4));

        assertThat(values(first)).containsExactly(1f, 3f);
        assertThat(values(second)).containsExactly(2f, 4f);
    }

    @Test
    void requestsOfAGroupRunInDifferentZonesWhereTheyCan() {
        InstancePool pool = pool(1, 1);
        add(pool, first, "zone-1");
        add(pool, second, "zone-1");
        add(pool, third, "zone-2");
        pool.submit(request("g", 1));
        pool.submit(request("g", 2));
        pool.submit(request("g", 3));

        assertThat(values(first)).containsExactly(1f);
        assertThat(values(third)).containsExactly(2f);
        assertThat(values(second)).as("better there than not at all").containsExactly(3f);
    }

    @Test
    void requestsOfAGroupAreNotInOneBatch() {
        InstancePool pool = pool(1, 4);
        add(pool, first, "a");
        add(pool, second, "b");
        pool.submit(request("x", 0));
        pool.submit(request("y", 0));
        pool.submit(request("g", 1));
        pool.submit(request("g", 2));
        pool.submit(request("h", 3));
        first.finishOne();
        second.finishOne();

        assertThat(first.batches().get(1)).extracting(input -> input[0]).containsExactly(1f, 3f);
        assertThat(second.batches().get(1)).extracting(input -> input[0]).containsExactly(2f);
    }

    @Test
    void singleInstanceTakesAGroupInOneBatch() {
        InstancePool pool = pool(1, 4);
        add(pool, first, "a");
        pool.submit(request("x", 0));
        pool.submit(request("g", 1));
        pool.submit(request("g", 2));
        first.finishOne();

        assertThat(first.batches().get(1)).hasSize(2);
    }

    @Test
    void poolsThatShareHostsPutAGroupsParityWhereItsMembersAreNot() {
        List<String> hosts = List.of("a", "b");
        InstancePool queries = pool(1, 1);
        add(queries, first, "a");
        add(queries, second, "b");
        queries.keepApart(GroupPlaces.of(hosts, hosts, false));
        ScriptedInstance parityA = new ScriptedInstance("parity-a", float[]::clone);
        ScriptedInstance parityB = new ScriptedInstance("parity-b", float[]::clone);
        InstancePool parities = pool(1, 1);
        add(parities, parityA, "a");
        add(parities, parityB, "b");
        parities.keepApart(GroupPlaces.of(hosts, hosts, true));

        int apart = 0;
        for (String group : List.of("g0", "g1", "g2", "g3")) {
            queries.submit(request(group, 1));
            parities.submit(request(group, 1));
            boolean memberOnA = first.finishIfRunning();
            boolean parityOnA = parityA.finishIfRunning();
            apart += memberOnA != parityOnA ? 1 : 0;
            second.finishIfRunning();
            parityB.finishIfRunning();
        }
        assertThat(apart).isEqualTo(4);
    }

    @Test
    void instanceWithTheFewestCallsServesNext() {
        InstancePool pool = pool(3, 1);
        add(pool, first, "a");
        add(pool, second, "b");
        for (int i = 0; i < 4; i++) {
            pool.submit(request("", i));
        }
        assertThat(first.batches()).hasSize(2);
        assertThat(second.batches()).hasSize(2);
    }

    @Test
    void requestWaitsForTheFirstInstanceToCome() {
        InstancePool pool = pool(1, 1);
        CompletableFuture<InferenceResult> waiting = pool.submit(request("", 1));
        assertThat(waiting).isNotDone();
        add(pool, first, "a");
        first.finishOne();
        assertThat(waiting.join().kind()).isEqualTo(Kind.OUTPUT);
    }

    @Test
    void removedInstanceEndsWhatItHoldsAndIsClosedThen() {
        InstancePool pool = pool(1, 1);
        add(pool, first, "a");
        add(pool, second, "b");
        CompletableFuture<InferenceResult> held = pool.submit(request("", 1));
        pool.remove(first);
        pool.submit(request("", 2));
        pool.submit(request("", 3));
        assertThat(first.closed()).isFalse();

        first.finishOne();
        assertThat(held.join().kind()).isEqualTo(Kind.OUTPUT);
        assertThat(first.closed()).isTrue();
        assertThat(first.batches()).hasSize(1);

        second.finishOne();
        second.finishOne();
        pool.remove(second);
        assertThat(second.closed()).isTrue();
    }

    @Test
    void failingInstanceIsLeftOutAndServesAgainAfterAProbe() {
        InstancePool pool = pool(1, 1);
        add(pool, first, "a");
        add(pool, second, "b");
        for (int i = 0; i < EjectionLimits.DEFAULT.failures(); i++) {
            pool.submit(request("", 0));
            pool.submit(request("", 0));
            first.failOne("connection refused");
            second.finishOne();
        }
        assertThat(pool.ejected()).isEqualTo(1);
        pool.submit(request("", 1));
        pool.submit(request("", 2));
        assertThat(pool.queued()).as("the one that is in is busy").isEqualTo(1);

        nowMs.addAndGet(EjectionLimits.DEFAULT.baseMs());
        pool.wake();
        assertThat(values(first)).as("the probe").endsWith(2f);
        first.finishOne();
        assertThat(pool.ejected()).isZero();
        assertThat(pool.ejections()).isEqualTo(1);
    }

    @Test
    void instanceIsToldHowLongAnybodyWantsItsOutputs() {
        InstancePool pool = pool(1, 2);
        add(pool, first, "a");
        nowMs.set(100);
        pool.submit(request("", 1));
        pool.submit(new InferenceRequest(new float[1], 1000, 2050));
        pool.submit(new InferenceRequest(new float[1], 1000, 2070));
        first.finishOne();

        assertThat(first.remainingMs()).containsExactly(1900L, 1970L);
    }

    private InstancePool pool(int outstanding, int batchMaxSize) {
        PoolSettings settings = new PoolSettings(new PoolLimits(10, batchMaxSize), EjectionLimits.DEFAULT, outstanding);
        return new InstancePool(1, settings, nowMs::get);
    }

    private static void add(InstancePool pool, Instance instance, String place) {
        pool.add(instance, place);
    }

    private static InferenceRequest request(String group, float value) {
        return new InferenceRequest(group, new float[] {value}, 1000, 2000);
    }

    private static List<Float> values(ScriptedInstance instance) {
        return instance.batches().stream().map(batch -> batch.get(0)[0]).toList();
    }
}
