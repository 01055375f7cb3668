package io.parm.training.engine;

import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;

/** How long one inference takes beside another, on one thread and one input, as a local instance runs it. */
public final class InferenceTime {

    private static final int WARM_UP_ROUNDS = 20;
    private static final int ROUNDS = 61;
    private static final double NANOS_PER_MS = 1e6;

    private InferenceTime() {}

    /**
     * Two networks' medians.
     *
     * @param ms of the network, milliseconds
     * @param otherMs of the other
     */
    public record Medians(double ms, double otherMs) {

        /** The time of the network over that of the other. */
        public double ratio() {
            return ms / otherMs;
        }
    }

    /**
     * Runs two networks by turns.
     *
     * @param input of the network, {@code […inputShape]}
     * @param otherInput of the other
     * @param threads that the engine may use afterwards
     */
    public static Medians medians(Network network, float[] input, Network other, float[] otherInput, int threads) {
        double[] times = new double[ROUNDS];
        double[] otherTimes = new double[ROUNDS];
        JniUtils.setNumThreads(1);
        try {
            for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
                double time = nanos(network, input);
                double otherTime = nanos(other, otherInput);
                if (round >= 0) {
                    times[round] = time;
                    otherTimes[round] = otherTime;
                }
            }
        } finally {
            JniUtils.setNumThreads(threads);
        }
        return new Medians(medianMs(times), medianMs(otherTimes));
    }

    private static double medianMs(double[] nanos) {
        Arrays.sort(nanos);
        return nanos[ROUNDS / 2] / NANOS_PER_MS;
    }

    private static long nanos(Network network, float[] input) {
        long start = System.nanoTime();
        network.outputs(input, 1);
        return System.nanoTime() - start;
    }
}
