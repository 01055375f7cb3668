package io.parm.training.data;

import java.util.List;

/** Inputs that are no images, of one shape: kept as they were read, normalised when handed out. Immutable, thread-safe. */
final class Tensors implements Samples {

    private final int[] shape;
    private final List<float[]> values;
    private final List<float[]> truths;
    private final Normalisation normalisation;

    /**
     * @param shape of every input; its first axis has the normalisation's channels
     * @param examples inputs before normalisation, row-major; owned by this object from now on
     */
    Tensors(int[] shape, Examples<float[]> examples, Normalisation normalisation) {
        this(shape, List.copyOf(examples.inputs()), List.copyOf(examples.truths()), normalisation);
    }

    private Tensors(int[] shape, List<float[]> values, List<float[]> truths, Normalisation normalisation) {
        this.shape = shape.clone();
        this.values = values;
        this.truths = truths;
        this.normalisation = normalisation;
    }

    @Override
    public int size() {
        return values.size();
    }

    @Override
    public int[] shape() {
        return shape.clone();
    }

    /** Cannot be moved or mirrored: the view is ignored. */
    @Override
    public float[] input(int index, View view) {
        float[] input = values.get(index).clone();
        int perChannel = input.length / normalisation.channels();
        for (int i = 0; i < input.length; i++) {
            input[i] = normalisation.apply(i / perChannel, input[i]);
        }
        return input;
    }

    @Override
    public float[] truth(int index) {
        return truths.get(index);
    }

    @Override
    public Samples range(int from, int to) {
        return new Tensors(shape, values.subList(from, to), truths.subList(from, to), normalisation);
    }
}
