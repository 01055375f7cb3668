package io.parm.training.engine;

import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;

/** How long one inference takes beside another, on one thread and one input, as a local instance runs it. */
public final class InferenceTime {

    private static final int WARM_UP_ROUNDS = 20;
    private static final int ROUNDS = 61;

    private InferenceTime() {}

    /**
     * Runs two networks by turns.
     *
     * @param input of the network, {@code […inputShape]}
     * @param otherInput of the other
     * @param threads that the engine may use afterwards
     * @return the median time of the network over that of the other
     */
    public static double ratio(Network network, float[] input, Network other, float[] otherInput, int threads) {
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
        Arrays.sort(times);
        Arrays.sort(otherTimes);
        return times[ROUNDS / 2] / otherTimes[ROUNDS / 2];
    }

    private static long nanos(Network network, float[] input) {
        long start = System.nanoTime();
        network.outputs(input, 1);
        return System.nanoTime() - start;
    }
}
