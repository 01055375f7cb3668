package io.parm.lab.command;

import io.parm.job.config.JobConfig;
import io.parm.job.config.SettingsFile;
import io.parm.lab.Home;
import io.parm.lab.demo.ProgressLine;
import io.parm.lab.local.LocalCluster;
import io.parm.lab.local.Submission;
import io.parm.model.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parm cluster submit}: the packaged job, through Flink's own client. */
@Command(
        name = "submit",
        description = "Submit the packaged job with flink run; returns when all of its tasks run.",
        mixinStandardHelpOptions = true)
public final class ClusterSubmitCommand implements Callable<Integer> {

    @Mixin
    private ClusterOption cluster;

    @Option(names = "--from", paramLabel = "SAVEPOINT", description = "A savepoint or checkpoint to go on from.")
    private String savepoint;

    @Parameters(
            arity = "0..*",
            paramLabel = "[job.yaml] [key=value]",
            description =
                    "Settings of the job, which win over the cluster's own broker, checkpoints and model servers.")
    private List<String> arguments = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        ProgressLine progress = new ProgressLine(spec.commandLine().getOut());
        LocalCluster local = cluster.cluster();
        Submission submission = new Submission(local, settings());
        JobConfig job = submission.config();
        progress.say("The job takes " + job.slots() + " of "
                + local.plan().slots() + " slots and reads "
                + String.join(", ", job.kafka().queryTopics()) + " at "
                + job.kafka().bootstrapServers() + ".");
        int exitCode = submission.run(savepoint);
        if (exitCode != 0) {
            return exitCode;
        }
        progress.say("Job " + submission.awaitRunning(progress) + " runs: "
                + local.plan().webAddress());
        return 0;
    }

    private Map<String, String> settings() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(
                "service",
                Home.directory().resolve("lab/services/fashion-mnist-light").toString());
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals > 0) {
                all.put(argument.substring(0, equals), argument.substring(equals + 1));
            } else if (argument.equals(arguments.get(0))) {
                all.putAll(SettingsFile.read(Path.of(argument)));
            } else {
                throw new UserError("expected key=value but found " + argument);
            }
        }
        return all;
    }
}
