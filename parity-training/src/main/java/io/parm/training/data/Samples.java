package io.parm.training.data;

import java.util.Optional;

/** The inputs of a data set and what is true of each: the port that training and evaluation read from. Immutable, thread-safe. */
public interface Samples {

    int size();

    /** The shape of every input, without batch axis and of any rank; the caller owns the array. */
    int[] shape();

    /** A sample as the model takes it: normalised, row-major, in a new array. */
    default float[] input(int index) {
        return input(index, View.UNCHANGED);
    }

    /** A sample seen in a certain way, in a new array. Samples that cannot be moved or mirrored ignore the view. */
    float[] input(int index, View view);

    /**
     * What is true of a sample, as its task's {@link Metric} understands it: {@code {class}}; or the numbers a regression is to put
     * out, for a box {@code {cx, cy, w, h}}; or nothing where nothing is known. Shared: nobody writes to it.
     */
    float[] truth(int index);

    /** The samples from one index (inclusive) to another (exclusive), sharing the data. */
    Samples range(int from, int to);

    /** What the deployed model once put out for a sample, {@code [c]}, where that was recorded; shared: nobody writes to it. */
    default Optional<float[]> recordedOutput(int index) {
        return Optional.empty();
    }
}
