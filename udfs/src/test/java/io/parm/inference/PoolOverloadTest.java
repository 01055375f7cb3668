package io.parm.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.inference.InferenceResult.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A minute of load on a pool, in a clock of its own: how many outputs come by their deadline. */
class PoolOverloadTest {

    private static final int INSTANCES = 4;
    private static final int MEAN_MS = 40;
    private static final long DEADLINE_MS = 200;
    private static final long GIVE_UP_MS = 2000;
    private static final long LENGTH_MS = 60_000;
    private static final double CAPACITY_PER_MS = (double) INSTANCES / MEAN_MS;

    private final AtomicLong nowMs = new AtomicLong();
    private final SplittableRandom random = new SplittableRandom(1);

    @ParameterizedTest(name = "inferences vary by {0} ms, one in {1} takes {2} ms longer")
    @CsvSource({"0, 1000000, 0", "10, 1000000, 0", "20, 1000000, 0", "30, 1000000, 0", "10, 50, 100", "10, 200, 400"})
    void twiceTheCapacityLeavesTheGoodputAsItWas(int spreadMs, int stallOneIn, int stallMs) {
        double atCapacity = goodputPerSecond(1, spreadMs, stallOneIn, stallMs);
        double overloaded = goodputPerSecond(2, spreadMs, stallOneIn, stallMs);

        assertThat(overloaded).as("against %.1f/s at capacity", atCapacity).isGreaterThanOrEqualTo(0.95 * atCapacity);
    }

    private double goodputPerSecond(double load, int spreadMs, int stallOneIn, int stallMs) {
        List<TimedInstance> instances = new ArrayList<>();
        for (int i = 0; i < INSTANCES; i++) {
            instances.add(new TimedInstance(() -> MEAN_MS
                    - spreadMs
                    + random.nextInt(2 * spreadMs + 1)
                    + (random.nextInt(stallOneIn) == 0 ? stallMs : 0)));
        }
        InstancePool pool = new InstancePool(List.copyOf(instances), 1, new PoolLimits(1000, 1), nowMs::get);
        AtomicLong good = new AtomicLong();
        double next = 0;
        for (long ms = 0; ms < LENGTH_MS; ms++) {
            nowMs.set(ms);
            instances.forEach(TimedInstance::finishWhatIsDue);
            for (; next < ms; next += -Math.log1p(-random.nextDouble()) / (load * CAPACITY_PER_MS)) {
                long deadlineMs = ms + DEADLINE_MS;
                pool.submit(new InferenceRequest(new float[1], deadlineMs, ms + GIVE_UP_MS))
                        .thenAccept(result -> good.addAndGet(isOutput(result) && nowMs.get() <= deadlineMs ? 1 : 0));
            }
        }
        return good.get() * 1e3 / LENGTH_MS;
    }

    private static boolean isOutput(InferenceResult result) {
        return result.kind() == Kind.OUTPUT;
    }

    /** An instance whose batches end when their time is over. */
    private final class TimedInstance implements Instance {

        private final LongSupplier serviceMs;
        private CompletableFuture<List<float[]>> running;
        private List<float[]> inputs;
        private long endMs;

        TimedInstance(LongSupplier serviceMs) {
            this.serviceMs = serviceMs;
        }

        @Override
        public String name() {
            return "timed";
        }

        @Override
        public CompletionStage<List<float[]>> infer(List<float[]> batch, long remainingMs) {
            inputs = batch;
            endMs = nowMs.get() + serviceMs.getAsLong();
            running = new CompletableFuture<>();
            return running;
        }

        @Override
        public void close() {
            // holds nothing
        }

        void finishWhatIsDue() {
            if (running != null && nowMs.get() >= endMs) {
                CompletableFuture<List<float[]>> ended = running;
                running = null;
                ended.complete(inputs);
            }
        }
    }
}
