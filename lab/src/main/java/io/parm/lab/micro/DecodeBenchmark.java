package io.parm.lab.micro;

import io.parm.coding.CodeSpec;
import io.parm.coding.Encoder;
import io.parm.coding.ErasureCode;
import io.parm.coding.ParityOutput;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One missing output of a group of k, all the others being there; and a copy of the bytes that this reads. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodeBenchmark {

    private static final int MISSING = 1;

    @Param({"sum", "per-slot"})
    public String code;

    @Param({"10", "1000"})
    public String shape;

    @Param({"2", "3", "4", "5", "6", "7", "8"})
    public int k;

    private ParityOutput parityOutput;
    private float[][] outputs;
    private float[][] parityOutputs;
    private float[] read;
    private float[] copies;

    @Setup
    public void setUp() {
        ParityOutput.Kind kind =
                ParityOutput.Kind.valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        CodeSpec spec = new CodeSpec(Encoder.Kind.STACKING, kind, k, 1);
        parityOutput = ErasureCode.of(spec, new int[] {1}).parityOutput();
        int outputSize = RandomFloats.elements(shape);
        outputs = RandomFloats.rows(k, outputSize);
        outputs[MISSING] = null;
        parityOutputs = RandomFloats.rows(1, parityOutput.parityOutputSize(outputSize));
        // The parity output and k - 1 outputs, or one row of the parity output.
        read = RandomFloats.rows(1, kind == ParityOutput.Kind.SUM ? k * outputSize : outputSize)[0];
        copies = new float[read.length];
    }

    @Benchmark
    public float[] decode() {
        return parityOutput.decode(MISSING, k, outputs, parityOutputs);
    }

    /** Into an array that is there already. */
    @Benchmark
    public float[] copy() {
        System.arraycopy(read, 0, copies, 0, read.length);
        return copies;
    }

    /** Into a new array. */
    @Benchmark
    public float[] fresh() {
        return read.clone();
    }
}
