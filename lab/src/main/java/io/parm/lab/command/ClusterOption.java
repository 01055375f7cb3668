package io.parm.lab.command;

import io.parm.lab.Home;
import io.parm.lab.Parm;
import io.parm.lab.local.ClusterFolder;
import io.parm.lab.local.LocalCluster;
import io.parm.model.UserError;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that says which cluster is meant. */
final class ClusterOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The cluster's folder: logs, pids, configuration, data (default: parm-data/cluster).")
    private Path data;

    ClusterFolder folder() {
        return new ClusterFolder(data != null ? data : Home.data().resolve("cluster"));
    }

    /** @throws UserError if none is up there */
    LocalCluster cluster() {
        return LocalCluster.found(folder(), Parm.class)
                .orElseThrow(() ->
                        new UserError("no cluster is up in " + folder().root() + ": start one with parm cluster up"));
    }
}
