package io.parm.lab.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.model.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
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
                .with(folder.resolve("config.yaml"))
                .withPrometheus(0)
                .withStandby()
                .with(new ClusterPlan.Application(Optional.of("file:/savepoints/savepoint-1")));

        PlanFile.write(where, plan);

        assertThat(PlanFile.read(where)).contains(plan);
        assertThat(PlanFile.read(new ClusterFolder(folder.resolve("other")))).isEqualTo(Optional.empty());
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
        assertThat(plan.ports().toMap()).hasSize(3 + 3 + 2 * 5);
        assertThat(new HashSet<>(plan.ports().toMap().values())).hasSize(3 + 3 + 2 * 5);
        assertThat(plan.endpoints(ClusterPlan.PARITY).lines()).hasSize(2);
    }

    @Test
    void aStandbyIsASecondJobManagerAndAZooKeeper() {
        ClusterPlan without = ClusterPlan.choose(new ClusterPlan.Size(2, 5, 0, 6), 0, 0, folder);

        ClusterPlan plan = without.withStandby();

        assertThat(without.jobManagers()).containsExactly("jobmanager");
        assertThat(plan.names())
                .containsExactly("kafka", "zookeeper", "jobmanager", "jobmanager-2", "taskmanager-1", "taskmanager-2");
        assertThat(new HashSet<>(plan.ports().toMap().values())).hasSize(3 + 3 + 3);
        assertThat(plan.address("jobmanager-2")).isNotEqualTo(plan.address("jobmanager"));
    }

    @Test
    void prometheusIsAProcessOfThePlanThatHasOneAndScrapesAllOthersThatShowMetrics() throws IOException {
        ClusterPlan without = ClusterPlan.choose(new ClusterPlan.Size(2, 5, 2, 6), 0, 0, folder);
        ClusterPlan plan = without.withPrometheus(0);
        ClusterFolder where = new ClusterFolder(folder);
        Files.createDirectories(where.conf());

        Prometheus.write(where, plan);

        assertThat(without.names()).doesNotContain("prometheus");
        assertThat(plan.names()).endsWith("prometheus").containsAll(without.names());
        assertThat(plan.prometheusAddress())
                .contains("http://127.0.0.1:" + plan.ports().prometheus().orElseThrow());
        String config = Files.readString(where.conf().resolve("prometheus.yml"));
        for (String name : List.of("jobmanager", "taskmanager-1", "taskmanager-2")) {
            assertThat(config).contains(target(plan.ports().metrics(name), name));
        }
        for (String name : List.of("deployed-1", "deployed-2", "parity-1")) {
            assertThat(config).contains(target(plan.ports().http(name), name));
        }
    }

    private static String target(int port, String name) {
        return "- targets: ['127.0.0.1:" + port + "']\n        labels: {process: " + name + "}\n";
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
