package io.parm.training;

import io.parm.training.engine.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Where the training of a parity model starts that is the deployed model's own network: from that model's weights or from random ones,
 * whichever validates better after a few epochs.
 *
 * @param workspace of the trials
 * @param shape of the network's input
 * @param seed of the random weights
 */
record StartingWeights(Workspace workspace, int[] shape, long seed) {

    /** Trains a network for a few epochs and returns its best validation score. */
    @FunctionalInterface
    interface Trial {
        double score(Attempt attempt) throws IOException;
    }

    /** @param attempt whose untrained network has the deployed model's weights, and then the better ones */
    void choose(Attempt attempt, Trial trial) throws IOException {
        Attempt experienced = workspace.trial(attempt.model() + "-from-deployed");
        Attempt forgetful = workspace.trial(attempt.model() + "-from-random");
        if (experienced.state().epoch() == 0) {
            copy(attempt.untrained(), experienced.untrained());
        }
        if (forgetful.state().epoch() == 0) {
            copy(attempt.untrained(), forgetful.untrained());
            forget(forgetful.untrained());
        }
        if (trial.score(forgetful) > trial.score(experienced)) {
            copy(forgetful.untrained(), attempt.untrained());
        }
    }

    private void forget(Path untrained) throws IOException {
        try (Network network = Network.open(untrained, shape)) {
            network.forget(seed);
            Attempt.write(untrained, network::save);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Attempt.write(to, file -> Files.copy(from, file, StandardCopyOption.REPLACE_EXISTING));
    }
}
