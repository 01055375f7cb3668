package io.parm.lab.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.model.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterPlanTest {

    @TempDir
    Path folder;

    @Test
    void aPlanIsReadBackAsItWasWritten() {
        ClusterFolder where = new ClusterFolder(folder);
        ClusterPlan plan = ClusterPlan.choose(new ClusterPlan.Size(3, 2, 2, 6), 0, 0, folder)
                .with(folder.resolve("config.yaml"));

        plan.write(where);

        assertThat(ClusterPlan.read(where)).contains(plan);
        assertThat(ClusterPlan.read(new ClusterFolder(folder.resolve("other")))).isEqualTo(Optional.empty());
    }

    @Test
    void everyProcessHasAPortOfItsOwn() {
        ClusterPlan plan = ClusterPlan.choose(new ClusterPlan.Size(2, 5, 3, 6), 0, 0, folder);

        assertThat(plan.names())
                .containsExactly(
                        "kafka",
                        "jobmanager",
                        "taskmanager-1",
                        "taskmanager-2",
                        "deployed-1",
                        "deployed-2",
                        "deployed-3",
                        "parity-1",
                        "parity-2");
        assertThat(plan.ports().toMap()).hasSize(3 + 2 * 5);
        assertThat(new HashSet<>(plan.ports().toMap().values())).hasSize(3 + 2 * 5);
        assertThat(plan.endpoints(ClusterPlan.PARITY).lines()).hasSize(2);
    }

    @Test
    void aTakenPortIsTheUsersToMend() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(
                            () -> ClusterPlan.choose(new ClusterPlan.Size(1, 3, 0, 1), taken.getLocalPort(), 0, folder))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("--kafka-port " + taken.getLocalPort() + " is taken");
        }
    }

    @Test
    void aSizeOutOfBoundsIsRefused() {
        assertThatThrownBy(() -> new ClusterPlan.Size(0, 3, 0, 1))
                .isInstanceOf(UserError.class)
                .hasMessage("--taskmanagers must be 1..64 but was 0");
    }
}
