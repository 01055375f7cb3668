package io.parm.training;

import io.parm.training.data.Images;
import io.parm.training.data.Images.View;
import io.parm.training.engine.Batch;
import io.parm.training.engine.Loss;
import io.parm.training.engine.Network;
import java.util.Arrays;
import java.util.Random;

/** Teaches a deployed model the labels of the training images, smoothed, with light augmentation. */
final class DeployedCourse implements Course {

    private final Split split;
    private final TrainingSettings settings;
    private int[] order = new int[0];

    DeployedCourse(Split split, TrainingSettings settings) {
        this.split = split;
        this.settings = settings;
    }

    @Override
    public void shuffle(Random random) {
        order = Order.shuffled(split.train().size(), random);
    }

    @Override
    public int batchesPerEpoch() {
        return split.train().size() / settings.batchSize();
    }

    @Override
    public Batch batch(int index, Random random) {
        int size = settings.batchSize();
        Images train = split.train();
        int elements = train.elements();
        int classes = split.classes();
        float[] inputs = new float[size * elements];
        float[] targets = new float[size * classes];
        float[] weights = new float[size];
        Arrays.fill(targets, (float) settings.labelSmoothing() / classes);
        Arrays.fill(weights, 1);
        for (int i = 0; i < size; i++) {
            int image = order[index * size + i];
            float[] input = train.input(image, Views.draw(random, split.mirrored()));
            System.arraycopy(input, 0, inputs, i * elements, elements);
            targets[i * classes + train.label(image)] += (float) (1 - settings.labelSmoothing());
        }
        return new Batch(size, inputs, targets, weights);
    }

    @Override
    public Loss loss() {
        return Loss.CROSS_ENTROPY;
    }

    @Override
    public double validate(Network network) {
        return Outputs.accuracy(Outputs.of(network, split.validation(), View.UNCHANGED), split.validation());
    }
}
