package io.parm.lab.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.job.config.SettingsFile;
import io.parm.lab.Parm;
import io.parm.model.UserError;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmissionTest {

    @TempDir
    Path folder;

    @Test
    void aJobThatDoesNotFitWithoutOneTaskManagerIsWarnedOf() {
        assertThat(submission(2, 3, shared(3)).warning()).isEmpty();
        assertThat(submission(2, 3, shared(4)).warning())
                .hasValueSatisfying(line -> assertThat(line)
                        .startsWith(
                                "Warning: losing one TaskManager would leave the cluster with 3 slots, but the job needs 4:")
                        .contains("--slots", "--taskmanagers")
                        .doesNotContain("\n"));
        assertThat(submission(1, 9, Map.of()).warning())
                .hasValueSatisfying(line -> assertThat(line).contains("with 0 slots, but the job needs 1:"));
    }

    @Test
    void aJobThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> submission(2, 1, Map.of("parallelism", "3")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("but the cluster has 2");
    }

    @Test
    void theRecommendedJobHasATaskForEachOfTheTaskManagersThatUpStartsAndRoomOnEither() {
        Submission submission = submission(2, 5, SettingsFile.read(Path.of("../conf/job.yaml")));

        assertThat(submission.config().slots()).isEqualTo(2);
        assertThat(submission.config().deployed().parallelism()).isEqualTo(2);
        assertThat(submission.config().parity().parallelism()).isEqualTo(2);
        assertThat(submission.warning()).isEmpty();
    }

    private static Map<String, String> shared(int parallelism) {
        return Map.of("parallelism", String.valueOf(parallelism), "deployed.slots", "shared", "parity.slots", "shared");
    }

    private Submission submission(int taskManagers, int slots, Map<String, String> settings) {
        ClusterPlan plan = ClusterPlan.choose(new ClusterPlan.Size(taskManagers, slots, 0, 1), 0, 0, folder);
        Map<String, String> all = new HashMap<>(settings);
        all.put("service", "anywhere");
        return new Submission(LocalCluster.planned(new ClusterFolder(folder), plan, Parm.class), all);
    }
}
