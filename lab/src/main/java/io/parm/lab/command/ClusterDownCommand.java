package io.parm.lab.command;

import io.parm.lab.Folders;
import io.parm.lab.local.ClusterFolder;
import io.parm.lab.local.LocalCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parm cluster down}: ends everything. */
@Command(
        name = "down",
        description =
                "End every process of a cluster; its topics, checkpoints, savepoints and logs stay for the next up.",
        mixinStandardHelpOptions = true)
public final class ClusterDownCommand implements Callable<Integer> {

    @Mixin
    private ClusterOption cluster;

    @Option(names = "--delete", description = "Delete the cluster's folder, too, with all data in it.")
    private boolean isDelete;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
        ClusterFolder folder = cluster.folder();
        List<String> ended = LocalCluster.down(folder);
        if (isDelete && Files.isDirectory(folder.root())) {
            Folders.delete(folder.root());
        }
        spec.commandLine()
                .getOut()
                .println(
                        ended.isEmpty()
                                ? "Nothing ran in " + folder.root() + "."
                                : "Ended " + String.join(", ", ended) + ".");
        return 0;
    }
}
