package io.parm.lab.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.lab.Home;
import io.parm.lab.Parm;
import io.parm.lab.command.ClusterCommand;
import io.parm.lab.demo.ProgressLine;
import io.parm.lab.load.AnswerCollector;
import io.parm.lab.load.LoadGenerator;
import io.parm.lab.load.PoissonSchedule;
import io.parm.lab.local.ClusterFolder;
import io.parm.lab.local.ClusterPlan;
import io.parm.lab.local.LocalCluster;
import io.parm.lab.local.LocalProcess;
import io.parm.lab.local.Submission;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A cluster of processes, with a standby JobManager and in application mode. */
class ClusterIT {

    private static final int QUERIES = 100;
    private static final double PER_SECOND = 100;
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path SERVICE = ROOT.resolve("lab/services/fashion-mnist-light");

    @TempDir
    Path folder;

    private final ProgressLine progress = new ProgressLine(new PrintWriter(System.out, true));

    @AfterEach
    void endWhatIsLeft() throws InterruptedException {
        LocalCluster.down(new ClusterFolder(folder));
        System.clearProperty(Home.DIRECTORY_PROPERTY);
    }

    @Test
    void whenTheLeadingJobManagerIsKilledTheOtherOneGoesOnWithTheJobAndDownLeavesNothing() throws Exception {
        System.setProperty(Home.DIRECTORY_PROPERTY, ROOT.toString());
        ClusterFolder where = new ClusterFolder(folder);
        LocalCluster cluster = standbyInApplicationMode();
        ClusterPlan plan = cluster.plan();
        assertThat(cluster.up(progress)).containsExactlyElementsOf(plan.names());
        String job = cluster.awaitJob(progress);
        answersAll("before", plan);

        String killed = cluster.leader().orElseThrow();
        cluster.processes().get(killed).kill();
        Await.until(
                "another leader",
                () -> cluster.leader().filter(name -> !name.equals(killed)).isPresent());
        assertThat(cluster.awaitJob(progress)).isEqualTo(job);
        answersAll("after", plan);

        assertThat(cluster.up(progress)).containsExactly(killed);
        assertThat(LocalCluster.down(where)).containsExactlyInAnyOrderElementsOf(plan.names());
        assertThat(LocalProcess.of(where)).isEmpty();
        assertThat(Files.exists(folder.resolve("zookeeper"))).isFalse();
    }

    @Test
    void aJobThatWasStoppedInApplicationModeIsNotStartedAgainByTheStandbyButByUpFromItsSavepoint() throws Exception {
        System.setProperty(Home.DIRECTORY_PROPERTY, ROOT.toString());
        LocalCluster cluster = standbyInApplicationMode();
        cluster.up(progress);
        String job = cluster.awaitJob(progress);
        answersAll("before", cluster.plan());

        assertThat(cluster.flinkClient(List.of("stop", job))).isZero();
        Await.until(
                "both JobManagers end",
                () -> cluster.processes().keySet().stream()
                        .noneMatch(cluster.plan().jobManagers()::contains));
        assertThat(up()).contains("the job of this cluster has ended").contains("--from SAVEPOINT");

        assertThat(up("--from=" + savepoint())).isEmpty();
        assertThat(cluster.processes().keySet()).containsAll(cluster.plan().names());
        assertThat(checkpoints(cluster, job)).contains(savepoint().getFileName().toString());
        answersAll("after", cluster.plan());
    }

    /** The only savepoint that there is. */
    private Path savepoint() throws IOException {
        try (Stream<Path> savepoints = Files.list(folder.resolve("savepoints"))) {
            return savepoints.findFirst().orElseThrow();
        }
    }

    private static String checkpoints(LocalCluster cluster, String job) throws IOException, InterruptedException {
        URI address = URI.create(cluster.plan().webAddress() + "/jobs/" + job + "/checkpoints");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** What {@code parm cluster up --application} says is wrong; empty if nothing is. */
    private String up(String... options) {
        StringWriter wrong = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of("up", "--application", "--data=" + folder));
        arguments.addAll(List.of(options));
        new CommandLine(new ClusterCommand())
                .setOut(new PrintWriter(System.out, true))
                .setExecutionExceptionHandler((problem, line, parsed) -> {
                    wrong.append(problem.getMessage());
                    return 1;
                })
                .execute(arguments.toArray(String[]::new));
        return wrong.toString();
    }

    private LocalCluster standbyInApplicationMode() {
        ClusterPlan plan = ClusterPlan.choose(new ClusterPlan.Size(1, 2, 0, 1), 0, 0, SERVICE)
                .withStandby()
                .with(ROOT.resolve("conf/config.yaml"))
                .with(new ClusterPlan.Application(Optional.empty()));
        LocalCluster cluster = LocalCluster.planned(new ClusterFolder(folder), plan, Parm.class);
        new Submission(cluster, Map.of("service", SERVICE.toString(), "answer.give-up", "5 min")).write();
        return cluster;
    }

    private static void answersAll(String load, ClusterPlan plan) throws InterruptedException {
        String servers = plan.bootstrapServers();
        try (AnswerCollector answers = new AnswerCollector(servers, "predictions", load);
                LoadGenerator generator = new LoadGenerator(servers, "queries", TestStand.DATA.inputs())) {
            generator.send(load, PoissonSchedule.ofCount(PER_SECOND, QUERIES, 1));
            assertThat(answers.await(QUERIES, Await.LONG)).isTrue();
        }
    }
}
