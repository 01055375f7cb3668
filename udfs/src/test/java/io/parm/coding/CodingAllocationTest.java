package io.parm.coding;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * What encoding and decoding allocate, counted by the JVM for this thread: the result and nothing else. Where more than one output is
 * missing a sum's linear solve is a library's, which allocates its matrices; that is not looked at here.
 */
class CodingAllocationTest {

    private static final int[] SHAPE = {3, 16, 16};
    private static final int OUTPUT_SIZE = 1000;
    private static final int CALLS = 200;

    /** An array's header and what rounds its size up to the next multiple of 8. */
    private static final int ARRAY_OVERHEAD = 24;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void encodersAllocateTheParityInputAlone() {
        int cases = 0;
        for (int k = 1; k <= 8; k++) {
            float[][] inputs = new float[k][Shapes.elements(SHAPE)];
            for (Encoder.Kind kind : Encoder.Kind.values()) {
                Encoder encoder = ErasureCode.of(new CodeSpec(kind, ParityOutput.Kind.SUM, k, 2), SHAPE)
                        .encoder();
                assertAllocatesItsResultAlone(() -> encoder.encode(inputs, 0));
                assertAllocatesItsResultAlone(() -> encoder.encode(inputs, 1));
                cases += 2;
            }
        }
        assertThat(cases).isEqualTo(8 * 3 * 2);
    }

    @Test
    void decodersOfOneMissingOutputAllocateTheOutputAlone() {
        int cases = 0;
        for (int k = 1; k <= 8; k++) {
            for (ParityOutput parityOutput : new ParityOutput[] {new SumOutput(k, 1), new SlotOutput(k)}) {
                float[][] outputs = new float[k][OUTPUT_SIZE];
                outputs[k - 1] = null;
                float[][] parityOutputs = {new float[parityOutput.parityOutputSize(OUTPUT_SIZE)]};
                int slot = k - 1;
                int size = k;
                assertAllocatesItsResultAlone(() -> parityOutput.decode(slot, size, outputs, parityOutputs));
                cases++;
            }
        }
        assertThat(cases).isEqualTo(8 * 2);
    }

    /** Compiles nothing first: interpreted code allocates the same, as nothing here counts on escape analysis. */
    private void assertAllocatesItsResultAlone(Supplier<float[]> coding) {
        long resultBytes = (long) Float.BYTES * coding.get().length + ARRAY_OVERHEAD;
        long least = Long.MAX_VALUE;
        for (int call = 0; call < CALLS; call++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            coding.get();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isLessThanOrEqualTo(resultBytes);
    }
}
