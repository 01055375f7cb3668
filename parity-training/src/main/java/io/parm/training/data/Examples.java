package io.parm.training.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Inputs of some form and what is true of each, while a reader collects them. Mutable, one thread.
 *
 * @param <T> an input as it is kept
 */
final class Examples<T> {

    /** Of every order that a reader makes up: the same files make the same task, whatever the seed of a training. */
    private static final long SEED = 20191027;

    private static final double TEST_SHARE = 0.2;

    private final List<T> inputs = new ArrayList<>();
    private final List<float[]> truths = new ArrayList<>();

    void add(T input, float[] truth) {
        inputs.add(input);
        truths.add(truth);
    }

    int size() {
        return inputs.size();
    }

    List<T> inputs() {
        return inputs;
    }

    List<float[]> truths() {
        return truths;
    }

    /** In another order, the same for every call with as many examples: files come sorted, and the last ones validate. */
    Examples<T> shuffled() {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(SEED));
        Examples<T> shuffled = new Examples<>();
        order.forEach(i -> shuffled.add(inputs.get(i), truths.get(i)));
        return shuffled;
    }

    /** All but the last fifth. */
    Examples<T> trainPart() {
        return range(0, size() - testSize());
    }

    /** The last fifth. */
    Examples<T> testPart() {
        return range(size() - testSize(), size());
    }

    private int testSize() {
        return (int) Math.round(size() * TEST_SHARE);
    }

    private Examples<T> range(int from, int to) {
        Examples<T> range = new Examples<>();
        range.inputs.addAll(inputs.subList(from, to));
        range.truths.addAll(truths.subList(from, to));
        return range;
    }
}
