package io.parm.training.engine;

import ai.djl.pytorch.jni.JniUtils;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * What one inference costs beside another, as a local instance runs it: one thread, one input.
 *
 * <p>It is the calling thread's processor time, for with one thread libtorch works on it. What else runs on the machine takes time from the
 * clock on the wall, but hardly any from that.
 */
public final class InferenceTime {

    /** Enough for libtorch to specialise a module, and for Java to compile the way there. */
    private static final int WARM_UP_TURNS = 100;

    private static final int TURNS = 101;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private InferenceTime() {}

    /**
     * Runs two networks by turns.
     *
     * @param input of the network, {@code […inputShape]}
     * @param otherInput of the other
     * @param threads that the engine may use afterwards
     */
    public static PairedTimes measure(Network network, float[] input, Network other, float[] otherInput, int threads) {
        double[] nanos = new double[TURNS];
        double[] otherNanos = new double[TURNS];
        JniUtils.setNumThreads(1);
        try {
            for (int turn = -WARM_UP_TURNS; turn < TURNS; turn++) {
                long time = nanos(network, input);
                long otherTime = nanos(other, otherInput);
                if (turn >= 0) {
                    nanos[turn] = time;
                    otherNanos[turn] = otherTime;
                }
            }
        } finally {
            JniUtils.setNumThreads(threads);
        }
        return PairedTimes.of(nanos, otherNanos);
    }

    private static long nanos(Network network, float[] input) {
        long start = THREADS.getCurrentThreadCpuTime();
        network.outputs(input, 1);
        return THREADS.getCurrentThreadCpuTime() - start;
    }
}
