package io.parm.lab.command;

import io.parm.job.config.JobConfig;
import io.parm.lab.demo.ProgressLine;
import io.parm.lab.local.LocalCluster;
import io.parm.lab.local.Submission;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code parm cluster submit}: the packaged job, through Flink's own client. */
@Command(
        name = "submit",
        description = "Submit the packaged job with flink run; returns when all of its tasks run.",
        mixinStandardHelpOptions = true)
public final class ClusterSubmitCommand implements Callable<Integer> {

    @Mixin
    private ClusterOption cluster;

    @Mixin
    private JobArguments arguments;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        ProgressLine progress = new ProgressLine(spec.commandLine().getOut());
        LocalCluster local = cluster.cluster();
        Submission submission = new Submission(local, arguments.settings());
        JobConfig job = submission.config();
        progress.say("The job takes " + job.slots() + " of "
                + local.plan().slots() + " slots and reads "
                + String.join(", ", job.kafka().queryTopics()) + " at "
                + job.kafka().bootstrapServers() + ".");
        submission.warning().ifPresent(progress::say);
        int exitCode = submission.run(arguments.savepoint().orElse(null));
        if (exitCode != 0) {
            return exitCode;
        }
        progress.say(
                "Job " + local.awaitJob(progress) + " runs: " + local.plan().webAddress());
        return 0;
    }
}
