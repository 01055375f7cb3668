package io.parm.training;

import io.parm.model.UserError;
import io.parm.training.engine.Network;
import io.parm.training.engine.Trainer;
import java.io.IOException;
import java.util.Random;

/**
 * Runs a course over a network and keeps the epoch with the best validation score.
 *
 * <p>Everything random is drawn from the seed and the epoch, so that a training that was killed and goes on draws what it would have
 * drawn.
 */
final class TrainingLoop {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Attempt attempt;
    private final Course course;
    private final TrainingLength length;
    private final TrainingSettings settings;
    private final Progress progress;

    /** @param attempt whose untrained network is written, and perhaps some epochs */
    TrainingLoop(Attempt attempt, Course course, TrainingLength length, TrainingSettings settings, Progress progress) {
        this.attempt = attempt;
        this.course = course;
        this.length = length;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Trains from where the attempt is to the end; its {@link Attempt#best} is the result.
     *
     * @param shape of the network's input
     * @param seed of the order, the groups and the augmentation
     * @return the state at the end
     * @throws UserError if there are too few samples for a batch
     * @throws IOException if a file cannot be read or written
     */
    Attempt.State run(int[] shape, long seed) throws IOException {
        if (course.batchesPerEpoch() < 1) {
            throw new UserError("there are too few training samples for a batch of " + settings.batchSize());
        }
        Attempt.State state = attempt.state();
        try (Network network = Network.open(attempt.network(state.epoch()), shape);
                Trainer trainer = new Trainer(network, settings.weightDecay())) {
            if (state.epoch() > 0) {
                trainer.restore(attempt.trainer(state.epoch()));
            }
            while (!length.isReached(state)) {
                state = epoch(network, trainer, state, seed);
            }
        }
        return state;
    }

    private Attempt.State epoch(Network network, Trainer trainer, Attempt.State before, long seed) throws IOException {
        long start = System.nanoTime();
        long epochSeed = seed * 1_000_003L + before.epoch();
        Trainer.configureEngine((int) epochSeed, settings.threads());
        double loss = steps(trainer, before, new Random(epochSeed));
        Validation validation = trainer.averaged(() -> validated(network, before));
        int epoch = before.epoch() + 1;
        Attempt.write(attempt.network(epoch), network::save);
        Attempt.write(attempt.trainer(epoch), trainer::save);
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        attempt.history()
                .append(new TrainingHistory.Epoch(
                        attempt.model(), epoch, loss, validation.loss(), validation.score(), seconds));
        Attempt.State state = before.next(validation.score(), seconds);
        attempt.finish(state);
        progress.epochFinished(new Progress.Epoch(
                attempt.model(), epoch, length.epochs(state), loss, validation.score(), state.seconds() / epoch));
        return state;
    }

    private Validation validated(Network network, Attempt.State before) throws IOException {
        Validation validation = course.validate(network);
        if (before.isBettered(validation.score())) {
            Attempt.write(attempt.best(), network::save);
        }
        return validation;
    }

    private double steps(Trainer trainer, Attempt.State state, Random random) {
        LearningRate learningRate = new LearningRate(settings.learningRate());
        int batches = course.batchesPerEpoch();
        double loss = 0;
        course.shuffle(random);
        for (int index = 0; index < batches; index++) {
            double done = (state.epoch() + (double) index / batches) / length.epochs(state);
            loss += trainer.step(course.batch(index, random), course.loss(), learningRate.at(done));
        }
        return loss / batches;
    }
}
