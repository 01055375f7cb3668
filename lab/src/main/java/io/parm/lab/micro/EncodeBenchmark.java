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

/** One parity input out of the k inputs of a full group. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EncodeBenchmark {

    @Param({"addition", "concatenation", "stacking"})
    public String code;

    @Param({"1x28x28", "3x32x32", "3x224x224"})
    public String shape;

    @Param({"2", "3", "4", "5", "6", "7", "8"})
    public int k;

    private Encoder encoder;
    private float[][] inputs;

    @Setup
    public void setUp() {
        Encoder.Kind kind = Encoder.Kind.valueOf(code.toUpperCase(Locale.ROOT));
        CodeSpec spec = new CodeSpec(kind, ParityOutput.Kind.SUM, k, 1);
        encoder = ErasureCode.of(spec, RandomFloats.shape(shape)).encoder();
        inputs = RandomFloats.rows(k, RandomFloats.elements(shape));
    }

    @Benchmark
    public float[] encode() {
        return encoder.encode(inputs, 0);
    }
}
