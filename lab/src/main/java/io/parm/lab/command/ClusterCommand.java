package io.parm.lab.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code parm cluster}: a cluster of plain processes on this machine. */
@Command(
        name = "cluster",
        description =
                "A cluster of processes on this machine: Kafka, Flink's JobManager and TaskManagers, model servers, Prometheus.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ClusterUpCommand.class,
            ClusterStatusCommand.class,
            ClusterSubmitCommand.class,
            ClusterAnswersCommand.class,
            ClusterFlinkCommand.class,
            ClusterDownCommand.class,
            ClusterBrokerCommand.class
        })
public final class ClusterCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "one of up, status, submit, answers, flink, down is required");
    }

    /** What follows {@code parm cluster flink list} is for Flink, options too. */
    public static void leaveFlinkItsOptions(CommandLine cluster) {
        cluster.getSubcommands().get("flink").setStopAtPositional(true);
    }
}
