package io.parm.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.inference.Instance;
import io.parm.inference.InstancePool;
import io.parm.inference.PoolLimits;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class PoolLoadTest {

    private static final Inputs INPUTS = Inputs.cycling(new float[][] {{1}, {2}}, 1);

    @Test
    void everyQueryOfAScheduleIsCountedOnce() throws InterruptedException {
        PoissonSchedule schedule = PoissonSchedule.ofCount(2000, 100, 1);
        PoolLoad.Served served = new PoolLoad(pool(new Echo(false)), INPUTS).open(schedule);

        assertThat(served.latencies().answered()).isEqualTo(100);
        assertThat(served.perSecond()).isPositive();
    }

    @Test
    void whatFailedIsUnanswered() throws InterruptedException {
        PoissonSchedule schedule = PoissonSchedule.ofCount(2000, 20, 1);
        PoolLoad.Served served = new PoolLoad(pool(new Echo(true)), INPUTS).open(schedule);

        assertThat(served.latencies().size()).isEqualTo(20);
        assertThat(served.latencies().answered()).isZero();
    }

    @Test
    void aClosedLoadEndsWithAllItsOutputs() throws InterruptedException {
        PoolLoad.Served served = new PoolLoad(pool(new Echo(false)), INPUTS).closed(4, Duration.ofMillis(5));

        assertThat(served.latencies().answered())
                .isPositive()
                .isEqualTo(served.latencies().size());
    }

    private static InstancePool pool(Instance instance) {
        return new InstancePool(List.of(instance), 1, new PoolLimits(1000, 4), () -> 0);
    }

    private record Echo(boolean fails) implements Instance {

        @Override
        public String name() {
            return "echo";
        }

        @Override
        public CompletionStage<List<float[]>> infer(List<float[]> inputs, long remainingMs) {
            return fails
                    ? CompletableFuture.failedFuture(new IllegalStateException("scripted"))
                    : CompletableFuture.completedFuture(inputs);
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
