package io.parm.lab.micro;

import io.parm.inference.InferenceRequest;
import io.parm.inference.InferenceResult;
import io.parm.inference.Instance;
import io.parm.inference.InstancePool;
import io.parm.inference.PoolLimits;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A request's way through a pool of four instances that have their output at once: what the hand-over costs alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PoolBenchmark {

    private static final int OUTPUT_SIZE = 10;
    private static final long NEVER_MS = Long.MAX_VALUE / 2;

    private final float[] input = new float[28 * 28];
    private final InstancePool pool = new InstancePool(
            List.of(new Immediate("0"), new Immediate("1"), new Immediate("2"), new Immediate("3")),
            OUTPUT_SIZE,
            new PoolLimits(1000, 1),
            System::currentTimeMillis);

    @Benchmark
    public InferenceResult handOver() {
        return pool.submit(new InferenceRequest("group-000001", input, NEVER_MS, NEVER_MS))
                .getNow(null);
    }

    @TearDown
    public void tearDown() {
        pool.close();
    }

    /** Has its output before it is asked. */
    private record Immediate(String name, CompletionStage<List<float[]>> outputs) implements Instance {

        Immediate(String name) {
            this(name, CompletableFuture.completedFuture(List.of(new float[OUTPUT_SIZE])));
        }

        @Override
        public CompletionStage<List<float[]>> infer(List<float[]> inputs, long remainingMs) {
            return outputs;
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
