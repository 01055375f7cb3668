package io.parm.training;

import io.parm.training.data.Images.View;
import io.parm.training.engine.Batch;
import io.parm.training.engine.Loss;
import io.parm.training.engine.Network;
import java.util.Arrays;
import java.util.List;
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
        BatchBuilder batch = new BatchBuilder(settings.batchSize());
        for (int i = 0; i < settings.batchSize(); i++) {
            int image = order[index * settings.batchSize() + i];
            float[] input = split.train().input(image, Views.draw(random, split.mirrored()));
            batch.add(input, List.of(Lesson.Row.plain(smoothed(split.train().label(image)), 1)));
        }
        return batch.build();
    }

    private float[] smoothed(int label) {
        float smoothing = (float) settings.labelSmoothing();
        float[] distribution = new float[split.classes()];
        Arrays.fill(distribution, smoothing / split.classes());
        distribution[label] += 1 - smoothing;
        return distribution;
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
