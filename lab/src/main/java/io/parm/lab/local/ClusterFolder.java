package io.parm.lab.local;

import io.parm.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where everything of one cluster is.
 *
 * @param root absolute
 */
public record ClusterFolder(Path root) {

    public ClusterFolder {
        root = root.toAbsolutePath().normalize();
    }

    /** The configuration of Flink, of logging and of Prometheus, and the settings of the job that was submitted last. */
    public Path conf() {
        return root.resolve("conf");
    }

    /** The settings of the job that was submitted last. */
    Path jobSettings() {
        return conf().resolve("job.yaml");
    }

    /** {@code NAME.log}, and {@code NAME.out} for what a process prints. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** {@code NAME.pid}, for people and scripts. */
    public Path pids() {
        return root.resolve("pids");
    }

    /** The broker's data. */
    public Path kafka() {
        return root.resolve("kafka");
    }

    /** What Prometheus recorded. */
    Path prometheus() {
        return root.resolve("prometheus");
    }

    /** What ZooKeeper knows: who leads, and where the jobs' graphs and checkpoints are. */
    Path zooKeeper() {
        return root.resolve("zookeeper");
    }

    /** The jobs' graphs and what points to their checkpoints, for the JobManager that takes over. */
    Path highAvailability() {
        return root.resolve("ha");
    }

    public Path checkpoints() {
        return root.resolve("checkpoints");
    }

    public Path savepoints() {
        return root.resolve("savepoints");
    }

    /** What the processes may lose. */
    public Path temporary() {
        return root.resolve("tmp");
    }

    /** The plan of the cluster that is up. */
    Path plan() {
        return root.resolve("cluster.properties");
    }

    /** Addresses of the model servers of a model, one a line, as {@code deployed.endpoints} takes them. */
    public Path endpoints(String model) {
        return root.resolve(model + "-endpoints.txt");
    }

    /** @throws UserError if a folder cannot be made */
    void make() {
        try {
            for (Path folder : List.of(conf(), logs(), pids(), checkpoints(), savepoints(), temporary())) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new UserError("cannot make the cluster's folder " + root + ": " + e.getMessage(), e);
        }
    }

    /** @throws UserError if it cannot be written */
    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UserError("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
