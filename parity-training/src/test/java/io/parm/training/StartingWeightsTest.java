package io.parm.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.training.torchscript.Family;
import io.parm.training.torchscript.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartingWeightsTest {

    private static final int[] SHAPE = {4};

    @TempDir
    private Path folder;

    private Workspace workspace;
    private Attempt attempt;
    private byte[] deployedWeights;
    private byte[] randomWeights;

    @BeforeEach
    void writeDeployedWeights() throws IOException {
        workspace = Workspace.of(folder, "a test");
        attempt = workspace.attempt("parity-0");
        Script.write(Family.MLP.layers(2), SHAPE, 1, attempt.untrained());
        deployedWeights = Files.readAllBytes(attempt.untrained());
    }

    @Test
    void theWeightsThatValidateBetterAreTrainedOn() throws IOException {
        choose(0.8, 0.9);
        assertThat(attempt.untrained()).hasBinaryContent(randomWeights);
        assertThat(randomWeights).isNotEqualTo(deployedWeights);
    }

    @Test
    void theDeployedModelsWeightsStayWhereRandomOnesAreNoBetter() throws IOException {
        choose(0.9, 0.9);
        assertThat(attempt.untrained()).hasBinaryContent(deployedWeights);
    }

    @Test
    void bothAreTriedAndNothingOfItIsInTheHistory() throws IOException {
        assertThat(choose(0.8, 0.9)).containsExactlyInAnyOrder("parity-0-from-deployed", "parity-0-from-random");
        workspace.trial("a trial").history().append(new TrainingHistory.Epoch("a trial", 1, 1, 1, 1, 1));
        assertThat(new TrainingHistory(folder).read()).isEmpty();
    }

    /** The trials' names. */
    private List<String> choose(double deployedScore, double randomScore) throws IOException {
        List<String> tried = new ArrayList<>();
        new StartingWeights(workspace, SHAPE, 2).choose(attempt, trial -> {
            tried.add(trial.model());
            boolean random = trial.model().endsWith("random");
            if (random) {
                randomWeights = Files.readAllBytes(trial.untrained());
            }
            return random ? randomScore : deployedScore;
        });
        return tried;
    }
}
