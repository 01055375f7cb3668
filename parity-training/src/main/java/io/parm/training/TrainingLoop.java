package io.parm.training;

import io.parm.model.UserError;
import io.parm.training.engine.Network;
import io.parm.training.engine.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/** Runs a course over a network and keeps the checkpoint with the best validation score; without scores, the last. */
final class TrainingLoop {

    private static final double NANOS_PER_SECOND = 1e9;

    private final String model;
    private final int epochs;
    private final TrainingSettings settings;
    private final Progress progress;

    TrainingLoop(String model, int epochs, TrainingSettings settings, Progress progress) {
        this.model = model;
        this.epochs = epochs;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Trains the network.
     *
     * @param best file that holds the best epoch's network afterwards
     * @param seed of the order, the groups and the augmentation
     * @throws IOException if that file cannot be written
     */
    void run(Network network, Course course, Path best, long seed) throws IOException {
        if (course.batchesPerEpoch() < 1) {
            throw new UserError("there are too few training samples for a batch of " + settings.batchSize());
        }
        LearningRate learningRate = new LearningRate(settings.learningRate(), epochs * course.batchesPerEpoch());
        Random random = new Random(seed);
        double bestScore = -1;
        long start = System.nanoTime();
        try (Trainer trainer = new Trainer(network, settings.weightDecay())) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                double loss = epoch(trainer, course, random, learningRate, epoch);
                double score = course.validate(network);
                if (Double.isNaN(score) || score >= bestScore) {
                    bestScore = score;
                    network.save(best);
                }
                double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND / (epoch + 1);
                progress.epochFinished(new Progress.Epoch(model, epoch + 1, epochs, loss, score, seconds));
            }
        }
    }

    private static double epoch(Trainer trainer, Course course, Random random, LearningRate learningRate, int epoch) {
        int batches = course.batchesPerEpoch();
        double loss = 0;
        course.shuffle(random);
        for (int index = 0; index < batches; index++) {
            double rate = learningRate.at(epoch * batches + index);
            loss += trainer.step(course.batch(index, random), course.loss(), rate);
        }
        return loss / batches;
    }
}
