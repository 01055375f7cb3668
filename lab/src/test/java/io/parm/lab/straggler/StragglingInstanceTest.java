package io.parm.lab.straggler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.inference.Instance;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StragglingInstanceTest {

    private static final List<float[]> BATCH = List.of(new float[] {1, 2});

    private final HandSetTime time = new HandSetTime();

    @Test
    void aStalledCallTakesTheStallLongerAndKeepsItsOutputs() {
        Instance instance = instance("deployed-0", "stall:deployed-0:250ms");
        CompletableFuture<List<float[]>> call = infer(instance);
        time.passMs(259);
        assertThat(call).isNotDone();
        time.passMs(1);
        assertThat(call).isCompletedWithValue(BATCH);
    }

    @Test
    void everyCountsFromTheBeginningOfAStallToTheNext() {
        Instance instance = instance("deployed-0", "stall:deployed-0:250ms:every=300ms");
        assertThat(durationMs(instance)).isEqualTo(260);
        assertThat(durationsMs(instance, 3)).containsExactly(10, 10, 10);
        time.passMs(10);
        assertThat(durationsMs(instance, 2)).containsExactly(260, 10);
    }

    @Test
    void pauseCountsFromTheEndOfAStallToTheNext() {
        Instance instance = instance("deployed-0", "stall:deployed-0:250ms:pause=30ms");
        assertThat(durationsMs(instance, 8)).containsExactly(260, 10, 10, 10, 260, 10, 10, 10);
    }

    @Test
    void aSlowCallTakesAMultipleOfItsOwnTime() {
        assertThat(durationMs(instance("deployed-1", "slow:deployed-1:x5"))).isEqualTo(50);
        assertThat(durationMs(instance("deployed-1", "slow:deployed-1:x1.5"))).isEqualTo(15);
    }

    @Test
    void aFailingCallFailsAtOnceAndSaysWho() {
        assertThatThrownBy(() -> infer(instance("parity-0", "fail:parity-0")).join())
                .hasRootCauseMessage("parity-0 failed: injected fault");
    }

    @Test
    void aCrashedInstanceWorksBeforeAndNeverAfter() {
        Instance instance = instance("deployed-2", "crash:deployed-2:after=5s");
        assertThat(durationMs(instance)).isEqualTo(10);
        time.passMs(4990);
        assertThat(infer(instance)).isCompletedExceptionally();
        time.passMs(100_000);
        assertThat(infer(instance)).isCompletedExceptionally();
    }

    @Test
    void aHungCallNeverCompletes() {
        CompletableFuture<List<float[]>> call = infer(instance("parity-1", "hang:parity-*"));
        time.passMs(10_000_000);
        assertThat(call).isNotDone();
    }

    @Test
    void aFaultStrikesOnlyWhileItsTimeLasts() {
        Instance instance = instance("deployed-0", "stall:deployed-0:20ms:after=10ms:for=30ms");
        assertThat(durationsMs(instance, 3)).containsExactly(10, 30, 10);
    }

    @Test
    void theFirstFaultThatStrikesDecides() {
        Instance instance = instance("deployed-0", "stall:deployed-0:100ms:every=1s,slow:deployed-*:x2");
        assertThat(durationsMs(instance, 3)).containsExactly(110, 20, 20);
    }

    @Test
    void otherInstancesAreLeftAlone() {
        assertThat(durationMs(instance("deployed-10", "stall:deployed-1:250ms,hang:parity-*")))
                .isEqualTo(10);
    }

    @Test
    void nothingStrikesBeforeThePlanBeginsOrAfterItEnds() {
        PlanStart pending = PlanStart.pending();
        Instance instance = instance("deployed-0", "stall:deployed-0:250ms", pending);
        assertThat(durationMs(instance)).isEqualTo(10);
        pending.begin(time.nowNanos());
        assertThat(durationMs(instance)).isEqualTo(260);
        pending.end();
        assertThat(durationMs(instance)).isEqualTo(10);
    }

    @Test
    void seededGapsDifferBetweenInstancesAndRepeatBetweenRuns() {
        String plan = "stall:deployed-*:250ms:pause=100ms:seed=7";
        long[] first = durationsMs(instance("deployed-0", plan), 200);
        long[] again = durationsMs(instance("deployed-0", plan), 200);
        long[] other = durationsMs(instance("deployed-1", plan), 200);
        assertThat(first).contains(10L, 260L).isEqualTo(again).isNotEqualTo(other);
    }

    private Instance instance(String name, String plan) {
        return instance(name, plan, PlanStart.at(time.nowNanos()));
    }

    private Instance instance(String name, String plan, PlanStart planStart) {
        TimedInstance inner = new TimedInstance(name, 10, time);
        return new StragglingInstance(inner, StragglerPlan.parse(plan), planStart, time);
    }

    private static CompletableFuture<List<float[]>> infer(Instance instance) {
        return instance.infer(BATCH).toCompletableFuture();
    }

    private long[] durationsMs(Instance instance, int calls) {
        return IntStream.range(0, calls).mapToLong(i -> durationMs(instance)).toArray();
    }

    /** Calls the instance and lets time pass until it answers. */
    private long durationMs(Instance instance) {
        long beginNanos = time.nowNanos();
        CompletableFuture<List<float[]>> call = infer(instance);
        while (!call.isDone()) {
            time.passMs(1);
        }
        return (time.nowNanos() - beginNanos) / 1_000_000;
    }
}
