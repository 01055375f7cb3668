package io.parm.lab.micro;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Plain copies of the bytes that an encoder reads: k inputs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EncodeCopyBenchmark {

    @Param({"1x28x28", "3x32x32", "3x224x224"})
    public String shape;

    @Param({"2", "3", "4", "5", "6", "7", "8"})
    public int k;

    private float[][] inputs;
    private float[] copies;

    @Setup
    public void setUp() {
        int elements = RandomFloats.elements(shape);
        inputs = RandomFloats.rows(k, elements);
        copies = new float[k * elements];
    }

    /** Into one array that is there already: no allocation, no new memory. */
    @Benchmark
    public float[] copy() {
        int position = 0;
        for (float[] input : inputs) {
            System.arraycopy(input, 0, copies, position, input.length);
            position += input.length;
        }
        return copies;
    }

    /** Into k new arrays, as an encoder has to make a new array for its result. */
    @Benchmark
    public void fresh(Blackhole result) {
        for (float[] input : inputs) {
            result.consume(input.clone());
        }
    }
}
