package io.parm.training.data;

import java.util.ArrayList;
import java.util.List;

/** Sums up values by channel, for their mean and standard deviation. Mutable, one thread. */
final class ChannelMoments {

    /** A channel that varies less than this says nothing, and is left as large as it is. */
    private static final double CONSTANT = 1e-6;

    private final double[] sums;
    private final double[] squares;
    private final long[] counts;

    ChannelMoments(int channels) {
        sums = new double[channels];
        squares = new double[channels];
        counts = new long[channels];
    }

    static Normalisation ofPixels(int channels, List<byte[]> images) {
        ChannelMoments moments = new ChannelMoments(channels);
        for (byte[] image : images) {
            for (int i = 0; i < image.length; i++) {
                moments.add(i / (image.length / channels), (image[i] & 0xff) / 255.0);
            }
        }
        return moments.normalisation();
    }

    static Normalisation ofValues(int channels, List<float[]> inputs) {
        ChannelMoments moments = new ChannelMoments(channels);
        for (float[] input : inputs) {
            for (int i = 0; i < input.length; i++) {
                moments.add(i / (input.length / channels), input[i]);
            }
        }
        return moments.normalisation();
    }

    private void add(int channel, double value) {
        sums[channel] += value;
        squares[channel] += value * value;
        counts[channel]++;
    }

    private Normalisation normalisation() {
        List<Float> means = new ArrayList<>();
        List<Float> deviations = new ArrayList<>();
        for (int channel = 0; channel < sums.length; channel++) {
            double mean = sums[channel] / counts[channel];
            double deviation = Math.sqrt(Math.max(0, squares[channel] / counts[channel] - mean * mean));
            means.add((float) mean);
            deviations.add(deviation < CONSTANT ? 1 : (float) deviation);
        }
        return new Normalisation(means, deviations);
    }
}
