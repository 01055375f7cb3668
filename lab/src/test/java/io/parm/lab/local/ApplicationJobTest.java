package io.parm.lab.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.lab.Parm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationJobTest {

    @TempDir
    Path folder;

    private ClusterFolder where;
    private ClusterPlan session;
    private ClusterPlan application;

    @BeforeEach
    void choosePlans() {
        where = new ClusterFolder(folder);
        session = ClusterPlan.choose(new ClusterPlan.Size(1, 1, 0, 1), 0, 0, folder);
        application = session.with(new ClusterPlan.Application(Optional.of("file:/savepoints/savepoint-1")));
    }

    @Test
    void withoutAJobManagerItIsOverUnlessItIsOneThatWasSubmitted() {
        assertThat(job(application).isOver()).isTrue();
        assertThat(job(session).isOver()).isFalse();
    }

    @Test
    void withAStandbyItIsOverOnceItsResultIsKeptAndUntilThatIsForgotten() throws IOException {
        ApplicationJob job = job(application.withStandby());
        Path results = folder.resolve("ha/application-result-store/default");
        Files.createDirectories(results);
        assertThat(job.isOver()).isFalse();

        Files.writeString(results.resolve("00000000000000000000000000000000.json"), "{}");
        assertThat(job.isOver()).isTrue();

        job.forgetResult();
        assertThat(job.isOver()).isFalse();
        assertThat(folder.resolve("ha")).isEmptyDirectory();
    }

    @Test
    void theSavepointIsForgottenAndAllElseOfThePlanStays() {
        job(application).forgetSavepoint();

        assertThat(PlanFile.read(where)).contains(session.with(new ClusterPlan.Application(Optional.empty())));
    }

    private ApplicationJob job(ClusterPlan plan) {
        return new ApplicationJob(LocalCluster.planned(where, plan, Parm.class));
    }
}
