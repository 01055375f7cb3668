package io.parm.training.data;

import java.util.List;

/**
 * Mean and standard deviation by channel, the first axis of an input; models take {@code (x − mean) / std}.
 *
 * @param mean one per channel; of pixels after scaling to 0…1
 * @param std one per channel, above 0
 */
public record Normalisation(List<Float> mean, List<Float> std) {

    /** @throws IllegalArgumentException if the lists differ in length, or a deviation is not above 0 */
    public Normalisation {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (mean.size() != std.size() || std.stream().anyMatch(deviation -> !(deviation > 0))) {
            throw new IllegalArgumentException(
                    "a normalisation must have a mean and a std above 0 per channel but was " + mean + " and " + std);
        }
    }

    /** Of inputs that come normalised already, nobody knows how. */
    public static final Normalisation UNKNOWN = new Normalisation(List.of(), List.of());

    /** For one channel. */
    public static Normalisation grey(float mean, float std) {
        return new Normalisation(List.of(mean), List.of(std));
    }

    public int channels() {
        return mean.size();
    }

    /** A value of a channel as models take it. */
    public float apply(int channel, float value) {
        return (value - mean.get(channel)) / std.get(channel);
    }
}
