package io.parm.lab.local;

import io.parm.lab.Folders;
import io.parm.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The one job of a cluster in application mode, over the starts of its JobManagers. Thread-safe. */
public final class ApplicationJob {

    private final ClusterFolder folder;
    private final ClusterPlan plan;

    /** @param cluster whether in application mode or not */
    public ApplicationJob(LocalCluster cluster) {
        this.folder = cluster.folder();
        this.plan = cluster.plan();
    }

    /**
     * Whether the next JobManager may start another one in its place: none is left, and if there is a standby, the job has ended. Otherwise
     * they go on with the one that they know.
     */
    public boolean isOver() {
        return plan.application().isPresent()
                && plan.jobManagers().stream().noneMatch(LocalProcess.of(folder)::containsKey)
                && (!plan.hasStandby() || hasResult());
    }

    /** Forgets that it ended: as long as Flink finds a result it starts nothing, and it leaves the files to the operator. */
    public void forgetResult() {
        try {
            if (Files.isDirectory(results())) {
                Folders.delete(results());
            }
        } catch (IOException e) {
            throw new UserError("cannot delete " + results() + ": " + e.getMessage(), e);
        }
    }

    /** Now that it runs: a JobManager that is started again must not go back to where it once went on from. */
    public void forgetSavepoint() {
        PlanFile.write(folder, plan.with(new ClusterPlan.Application(Optional.empty())));
    }

    private boolean hasResult() {
        if (!Files.isDirectory(results())) {
            return false;
        }
        try (Stream<Path> files = Files.walk(results())) {
            return files.anyMatch(Files::isRegularFile);
        } catch (IOException e) {
            throw new UserError("cannot read " + results() + ": " + e.getMessage(), e);
        }
    }

    private Path results() {
        return folder.highAvailability().resolve("application-result-store");
    }
}
