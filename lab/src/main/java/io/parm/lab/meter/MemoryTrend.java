package io.parm.lab.meter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Memory over inferences, and how it grows once everything is warm. Not thread-safe. */
public final class MemoryTrend {

    private record Sample(long inferences, Memory memory) {}

    private final List<Sample> samples = new ArrayList<>();

    /** @param inferences that were done by then; more than those of the sample before */
    public void add(long inferences, Memory memory) {
        samples.add(new Sample(inferences, memory));
    }

    public int size() {
        return samples.size();
    }

    public long inferences(int sample) {
        return samples.get(sample).inferences();
    }

    public Memory memory(int sample) {
        return samples.get(sample).memory();
    }

    /** By how many bytes the heap grows with 1000 inferences, over the last three quarters of them; less than 0 if it shrinks. */
    public double heapBytesPer1000() {
        return slope(Memory::heapBytes);
    }

    /** The same of what is not heap. */
    public double nativeBytesPer1000() {
        return slope(Memory::nativeBytes);
    }

    /** Least squares. */
    private double slope(ToDoubleFunction<Memory> bytes) {
        List<Sample> warm = samples.subList(samples.size() / 4, samples.size());
        double meanInferences =
                warm.stream().mapToLong(Sample::inferences).average().orElse(Double.NaN);
        double meanBytes = warm.stream()
                .mapToDouble(sample -> bytes.applyAsDouble(sample.memory()))
                .average()
                .orElse(Double.NaN);
        double products = 0;
        double squares = 0;
        for (Sample sample : warm) {
            double distance = sample.inferences() - meanInferences;
            products += distance * (bytes.applyAsDouble(sample.memory()) - meanBytes);
            squares += distance * distance;
        }
        return 1000 * products / squares;
    }
}
