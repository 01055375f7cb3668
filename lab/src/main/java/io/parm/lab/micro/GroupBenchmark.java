package io.parm.lab.micro;

import io.parm.coding.CodeSpec;
import io.parm.coding.CodingGroup;
import io.parm.coding.Encoder;
import io.parm.coding.ErasureCode;
import io.parm.coding.ParityOutput;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** All that a coding group of four is told in its life, outputs of 10 floats; per group, so per four queries. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GroupBenchmark {

    private static final int K = 4;
    private static final int LATE = 1;
    private static final long DEADLINE_MS = 40;
    private static final long GIVE_UP_MS = 2000;
    private static final long RETENTION_MS = 1000;

    private final ErasureCode code =
            ErasureCode.of(new CodeSpec(Encoder.Kind.ADDITION, ParityOutput.Kind.SUM, K, 1), new int[] {1});
    private final float[][] outputs = RandomFloats.rows(K + 1, 10);

    /** Four members, the close, four outputs and the parity output. */
    @Benchmark
    public CodingGroup onTime(Blackhole decisions) {
        CodingGroup group = closed(decisions);
        for (int index = 0; index <= K; index++) {
            decisions.consume(group.output(index, outputs[index], 1));
        }
        return group;
    }

    /** One output comes after the deadline: a reconstruction, then a correction. */
    @Benchmark
    public CodingGroup oneLate(Blackhole decisions) {
        CodingGroup group = closed(decisions);
        for (int index = 0; index <= K; index++) {
            if (index != LATE) {
                decisions.consume(group.output(index, outputs[index], 1));
            }
        }
        decisions.consume(group.timeReached(DEADLINE_MS));
        decisions.consume(group.output(LATE, outputs[LATE], DEADLINE_MS + 1));
        return group;
    }

    private CodingGroup closed(Blackhole decisions) {
        CodingGroup group = CodingGroup.create(code, RETENTION_MS, GIVE_UP_MS);
        for (int slot = 0; slot < K; slot++) {
            decisions.consume(group.member(slot, DEADLINE_MS, GIVE_UP_MS, 0));
        }
        decisions.consume(group.closed(K, 1, 0));
        return group;
    }
}
