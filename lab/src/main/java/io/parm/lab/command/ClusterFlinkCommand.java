package io.parm.lab.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code parm cluster flink}: Flink's own command line client, for this cluster. */
@Command(
        name = "flink",
        description = "Flink's own client, such as: parm cluster flink savepoint JOB_ID",
        mixinStandardHelpOptions = true)
public final class ClusterFlinkCommand implements Callable<Integer> {

    @Mixin
    private ClusterOption cluster;

    @Parameters(
            arity = "1..*",
            paramLabel = "ARGS",
            description = "What flink is told: list, run, savepoint, stop, cancel, with their own options.")
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        return cluster.cluster().flinkClient(arguments);
    }
}
