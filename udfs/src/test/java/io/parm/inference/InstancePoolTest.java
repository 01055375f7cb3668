package io.parm.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.inference.InferenceResult.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InstancePoolTest {

    private final AtomicLong nowMs = new AtomicLong();
    private final ScriptedInstance first = new ScriptedInstance("first", float[]::clone);
    private final ScriptedInstance second = new ScriptedInstance("second", float[]::clone);

    @Test
    void idleInstanceTakesARequestAtOnce() {
        InstancePool pool = pool(10, 1, first);
        CompletableFuture<InferenceResult> result = pool.submit(request(1));
        assertThat(result).isNotDone();

        first.finishOne();
        assertThat(result.join()).isEqualTo(InferenceResult.output(new float[] {1}));
    }

    @Test
    void stalledInstanceCostsOnlyWhatItHolds() {
        InstancePool pool = pool(10, 1, first, second);
        CompletableFuture<InferenceResult> stalled = pool.submit(request(1));
        List<CompletableFuture<InferenceResult>> others = new ArrayList<>();
        for (int i = 2; i <= 5; i++) {
            others.add(pool.submit(request(i)));
        }
        for (int i = 0; i < 4; i++) {
            second.finishOne();
        }

        assertThat(stalled).isNotDone();
        assertThat(others).allMatch(CompletableFuture::isDone);
    }

    @Test
    void waitingRequestsAreTakenTogetherUpToTheBatchLimitAndNoMore() {
        InstancePool pool = pool(10, 3, first);
        for (int i = 1; i <= 5; i++) {
            pool.submit(request(i));
        }
        first.finishOne();
        first.finishOne();

        assertThat(first.batches()).extracting(List::size).containsExactly(1, 3, 1);
        assertThat(first.batches().get(1).get(2)).containsExactly(4);
    }

    @Test
    void fullQueueRejectsAtOnce() {
        InstancePool pool = pool(2, 1, first);
        pool.submit(request(1));
        pool.submit(request(2));
        pool.submit(request(3));

        assertThat(pool.submit(request(4)).join())
                .isEqualTo(InferenceResult.without(Kind.REJECTED, "the queue is full with 2 requests"));
        assertThat(pool.queued()).isEqualTo(2);
        assertThat(pool.counters().of(Kind.REJECTED)).isEqualTo(1);
    }

    @Test
    void onTimeWorkGoesBeforeLateWork() {
        InstancePool pool = pool(10, 1, first);
        pool.submit(request(0));
        pool.submit(new InferenceRequest(new float[] {1}, 5, 100));
        pool.submit(new InferenceRequest(new float[] {2}, 50, 100));
        nowMs.set(5);
        first.finishOne();
        first.finishOne();

        assertThat(first.batches()).extracting(batch -> batch.get(0)[0]).containsExactly(0f, 2f, 1f);
    }

    @Test
    void requestPastGiveUpIsDroppedWhenItIsItsTurn() {
        InstancePool pool = pool(10, 1, first);
        pool.submit(request(0));
        CompletableFuture<InferenceResult> expired = pool.submit(new InferenceRequest(new float[] {1}, 5, 10));
        nowMs.set(10);
        first.finishOne();

        assertThat(expired.join().kind()).isEqualTo(Kind.EXPIRED);
        assertThat(first.batches()).hasSize(1);
    }

    @Test
    void failureIsAValueAndTheInstanceServesOn() {
        InstancePool pool = pool(10, 1, first);
        CompletableFuture<InferenceResult> failed = pool.submit(request(1));
        first.failOne("out of memory");
        CompletableFuture<InferenceResult> next = pool.submit(request(2));
        first.finishOne();

        assertThat(failed.join()).isEqualTo(InferenceResult.without(Kind.FAILED, "first failed: out of memory"));
        assertThat(next.join().kind()).isEqualTo(Kind.OUTPUT);
    }

    @Test
    void instanceThatRanLastRunsNext() {
        InstancePool pool = pool(10, 1, first, second);
        pool.submit(request(1));
        pool.submit(request(2));
        second.finishOne();
        first.finishOne();
        pool.submit(request(3));

        assertThat(first.batches()).hasSize(2);
        assertThat(second.batches()).hasSize(1);
    }

    @Test
    void instanceThatJoinsRunsNextOnceThoughTheOthersAreIdle() {
        InstancePool pool = pool(10, 1, first);
        pool.submit(request(1));
        first.finishOne();
        pool.add(second, "second");
        pool.submit(request(2));
        second.finishOne();
        pool.submit(request(3));

        assertThat(first.batches()).hasSize(1);
        assertThat(second.batches()).hasSize(2);
    }

    @Test
    void instanceThatFailedRunsOnlyWhenTheOthersAreBusy() {
        InstancePool pool = pool(10, 1, first, second);
        pool.submit(request(1));
        first.failOne("out of memory");
        pool.submit(request(2));
        pool.submit(request(3));

        assertThat(first.batches()).hasSize(2);
        assertThat(second.batches()).hasSize(1);
        assertThat(second.batches().get(0).get(0)).containsExactly(2);
    }

    @Test
    void outputThatIsNoneIsAFailure() {
        InstancePool wrongSize = pool(10, 1, new ScriptedInstance("short", input -> new float[2]).immediate());
        InstancePool notANumber =
                pool(10, 1, new ScriptedInstance("nan", input -> new float[] {Float.NaN}).immediate());

        assertThat(wrongSize.submit(request(1)).join())
                .isEqualTo(InferenceResult.without(Kind.FAILED, "short put out 2 floats instead of 1"));
        assertThat(notANumber.submit(request(1)).join())
                .isEqualTo(InferenceResult.without(Kind.FAILED, "nan put out NaN"));
    }

    @Test
    void instanceThatAnswersBeforeInferReturnsServesALongQueueWithoutRecursion() {
        ScriptedInstance immediate = new ScriptedInstance("immediate", float[]::clone).immediate();
        InstancePool pool = pool(200_000, 1, first, immediate);
        List<CompletableFuture<InferenceResult>> results = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            results.add(pool.submit(request(i)));
        }
        first.finishOne();

        assertThat(results).allMatch(CompletableFuture::isDone);
    }

    @Test
    void closingRejectsWhatWaitsAndClosesTheInstances() {
        InstancePool pool = pool(10, 1, first);
        pool.submit(request(1));
        CompletableFuture<InferenceResult> waiting = pool.submit(request(2));
        pool.close();

        assertThat(waiting.join().kind()).isEqualTo(Kind.REJECTED);
        assertThat(pool.submit(request(3)).join().kind()).isEqualTo(Kind.REJECTED);
        assertThat(first.closed()).isTrue();
    }

    @Test
    void itsListenerIsToldEachWaitAndEachBatchThatCameBackAndEveryInstanceOnce() {
        Heard heard = new Heard();
        InstancePool pool = new InstancePool(1, new PoolSettings(new PoolLimits(10, 2)), nowMs::get, heard);
        pool.add(first, "here");
        pool.submit(request(1));
        nowMs.set(3);
        pool.submit(request(2));
        pool.submit(request(3));
        nowMs.set(5);
        first.finishOne();
        nowMs.set(9);
        assertThat(heard.instances.get("first").held()).isEqualTo(2);
        pool.submit(request(4));
        assertThat(pool.inFlight()).isEqualTo(3);
        first.failOne("out of memory");
        first.finishOne();
        pool.remove(first);
        pool.add(first, "here");

        assertThat(pool.inFlight()).isZero();
        assertThat(heard.waits).containsExactly(0L, 2L, 2L, 0L);
        assertThat(heard.inferences).containsExactly(5L, 0L);
        assertThat(heard.instances).containsOnlyKeys("first");
        InstanceCounters counters = heard.instances.get("first");
        assertThat(counters.held()).isZero();
        assertThat(counters.of(Kind.OUTPUT)).isEqualTo(2);
        assertThat(counters.of(Kind.FAILED)).isEqualTo(2);
    }

    private static final class Heard implements PoolListener {
        private final Map<String, InstanceCounters> instances = new HashMap<>();
        private final List<Long> waits = new ArrayList<>();
        private final List<Long> inferences = new ArrayList<>();

        @Override
        public void joined(String instance, InstanceCounters counters) {
            assertThat(instances.put(instance, counters)).isNull();
        }

        @Override
        public void waited(long queueMs) {
            waits.add(queueMs);
        }

        @Override
        public void inferred(long inferenceMs) {
            inferences.add(inferenceMs);
        }
    }

    private InstancePool pool(int queueCapacity, int batchMaxSize, Instance... instances) {
        return new InstancePool(List.of(instances), 1, new PoolLimits(queueCapacity, batchMaxSize), nowMs::get);
    }

    private static InferenceRequest request(float value) {
        return new InferenceRequest(new float[] {value}, 1000, 2000);
    }
}
