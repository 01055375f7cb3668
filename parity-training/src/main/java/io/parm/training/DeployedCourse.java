package io.parm.training;

import io.parm.model.UserError;
import io.parm.training.data.Augmentation;
import io.parm.training.data.Samples;
import io.parm.training.data.Task;
import io.parm.training.data.View;
import io.parm.training.engine.Batch;
import io.parm.training.engine.Loss;
import io.parm.training.engine.Network;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Teaches a deployed model what is true of the training samples, as the task's augmentation shows them: classes by cross-entropy with
 * smoothed labels, boxes by their overlap, other numbers by their squared error. Samples of which nothing is known are left out.
 */
final class DeployedCourse implements Course {

    private final Split split;
    private final TrainingSettings settings;

    /** Indices of the samples of which something is known. */
    private final int[] known;

    private int[] order = new int[0];

    /** @throws UserError if nothing is known of any sample */
    DeployedCourse(Split split, TrainingSettings settings) {
        this.split = split;
        this.settings = settings;
        this.known = IntStream.range(0, split.train().size())
                .filter(sample -> split.train().truth(sample).length > 0)
                .toArray();
        if (known.length == 0) {
            throw new UserError(split.task().name()
                    + " has no labels to train a deployed model on: take an existing one with --deployed");
        }
    }

    @Override
    public void shuffle(Random random) {
        order = Order.shuffled(known.length, random);
    }

    @Override
    public int batchesPerEpoch() {
        return known.length / settings.batchSize();
    }

    @Override
    public Batch batch(int index, Random random) {
        BatchBuilder batch = new BatchBuilder();
        for (int i = 0; i < settings.batchSize(); i++) {
            int sample = known[order[index * settings.batchSize() + i]];
            Augmentation augmentation = split.task().input().augmentation();
            View view = Views.draw(random, augmentation);
            float[] truth = split.task().metric().truthSeen(split.train().truth(sample), view);
            batch.add(Views.input(split.train(), sample, view, augmentation, random), rows(truth));
        }
        return batch.build();
    }

    private List<Lesson.Row> rows(float[] truth) {
        return List.of(Lesson.Row.plain(target(truth), 1));
    }

    private float[] target(float[] truth) {
        return switch (split.task().output().kind()) {
            case CLASSIFICATION -> smoothed((int) truth[0]);
            case REGRESSION -> truth;
        };
    }

    private float[] smoothed(int label) {
        float smoothing = (float) settings.labelSmoothing();
        float[] distribution = new float[split.task().output().size()];
        Arrays.fill(distribution, smoothing / distribution.length);
        distribution[label] += 1 - smoothing;
        return distribution;
    }

    @Override
    public Loss loss() {
        Task.Output output = split.task().output();
        if (output.kind() == Task.Kind.CLASSIFICATION) {
            return Loss.CROSS_ENTROPY;
        }
        return output.equals(Task.Output.BOX) ? Loss.BOX_OVERLAP : Loss.SQUARED_ERROR;
    }

    @Override
    public Validation validate(Network network) {
        Samples samples = split.validation();
        MeasuredOutputs measured =
                MeasuredOutputs.of(network, samples, split.task().metric());
        MeanLoss loss = new MeanLoss(loss());
        for (int sample = 0; sample < samples.size(); sample++) {
            if (samples.truth(sample).length > 0) {
                loss.add(measured.outputs()[sample], rows(samples.truth(sample)));
            }
        }
        return new Validation(loss.value(), measured.score());
    }
}
