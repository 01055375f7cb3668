package io.parm.job.metrics;

import io.parm.coding.CodingGroup;
import io.parm.coding.GroupState;
import io.parm.coding.GroupState.Status;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What reconstructions are worth: whether their top class is that of the original, wherever both are there. Of answers that were
 * reconstructed there are few, and of slow queries only; so now and then a group in which nothing was late is decoded too. Not
 * thread-safe.
 */
public final class ReconstructionChecks {

    /** One group in so many is decoded for comparison; a decode costs a few additions per class. */
    static final int SHADOW_EVERY = 8;

    private final boolean isClassifier;
    private final Counts lateOriginals;
    private final Counts shadows;
    private long finished;

    /** How two outputs came to be compared. */
    enum By {
        LATE_ORIGINAL,
        SHADOW
    }

    private record Counts(Counter agree, Counter differ) {

        static Counts of(By by, MetricGroup operator) {
            return new Counts(counter(by, operator, "true"), counter(by, operator, "false"));
        }

        private static Counter counter(By by, MetricGroup operator, String agrees) {
            Metric metric = JobMetrics.RECONSTRUCTION_CHECKS;
            return metric.in(operator, by.name(), agrees).counter(metric.name());
        }

        void compare(float[] original, float[] reconstruction) {
            (topClass(original) == topClass(reconstruction) ? agree : differ).inc();
        }
    }

    /** @param isClassifier whether the largest float of an output is its class; otherwise nothing is compared */
    public ReconstructionChecks(MetricGroup operator, boolean isClassifier) {
        this.isClassifier = isClassifier;
        lateOriginals = Counts.of(By.LATE_ORIGINAL, operator);
        shadows = Counts.of(By.SHADOW, operator);
    }

    /** An original came after its reconstruction had answered. */
    public void lateOriginal(CodingGroup group, int slot, float[] original) {
        compare(lateOriginals, group, slot, original);
    }

    /** Nothing more comes of a group. */
    public void finished(CodingGroup group) {
        if (finished++ % SHADOW_EVERY != 0) {
            return;
        }
        GroupState state = group.state();
        int slot = (int) (finished / SHADOW_EVERY % state.members().size());
        if (state.members().get(slot).status() == Status.ORIGINAL) {
            compare(shadows, group, slot, state.outcomes().get(slot).output());
        }
    }

    private void compare(Counts counts, CodingGroup group, int slot, float[] original) {
        if (isClassifier) {
            group.reconstruction(slot).ifPresent(reconstruction -> counts.compare(original, reconstruction));
        }
    }

    private static int topClass(float[] output) {
        int top = 0;
        for (int i = 1; i < output.length; i++) {
            top = output[i] > output[top] ? i : top;
        }
        return top;
    }
}
