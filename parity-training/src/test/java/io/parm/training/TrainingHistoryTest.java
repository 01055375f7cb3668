package io.parm.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingHistoryTest {

    private static final TrainingHistory.Epoch FIRST = new TrainingHistory.Epoch("deployed", 1, 1.5, 1.25, 0.75, 9.5);
    private static final TrainingHistory.Epoch SECOND = new TrainingHistory.Epoch("deployed", 2, 1, 1, 0.8, 9);

    @TempDir
    private Path folder;

    @Test
    void epochsAreReadAsTheyWereWrittenInOrder() throws IOException {
        TrainingHistory history = new TrainingHistory(folder);
        TrainingHistory.Epoch unlabelled = new TrainingHistory.Epoch("parity-0", 1, 2, Double.NaN, Double.NaN, 3);
        history.append(FIRST);
        history.append(SECOND);
        history.append(unlabelled);
        assertThat(history.read()).containsExactly(FIRST, SECOND, unlabelled);
        assertThat(folder.resolve("history.csv"))
                .content()
                .startsWith("model,epoch,loss,validation-loss,validation-score,seconds\ndeployed,1,1.500000,");
    }

    @Test
    void anEpochThatWasWrittenAgainAfterAKillCountsOnceWithItsLastFigures() throws IOException {
        TrainingHistory history = new TrainingHistory(folder);
        history.append(FIRST);
        history.append(new TrainingHistory.Epoch("deployed", 2, 7, 7, 0.1, 7));
        history.append(SECOND);
        assertThat(history.read()).containsExactly(FIRST, SECOND);
    }

    @Test
    void whatIsNoEpochIsPassedOver() throws IOException {
        TrainingHistory history = new TrainingHistory(folder);
        history.append(FIRST);
        Files.writeString(
                folder.resolve("history.csv"),
                "deployed,2,1.0\n\nparity,one,1,1,1,1\ndeployed,2,0.9,0.",
                StandardOpenOption.APPEND);
        assertThat(history.read()).containsExactly(FIRST);
    }

    @Test
    void aServiceWithoutAHistoryHasNoEpochs() {
        assertThat(new TrainingHistory(folder).read()).isEmpty();
    }
}
