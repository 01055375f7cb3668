package io.parm.lab.command;

import io.parm.lab.demo.ProgressLine;
import io.parm.lab.load.AnswerCollector;
import io.parm.lab.load.KafkaAccess;
import io.parm.model.UserError;
import io.parm.schemas.Contract;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parm cluster answers}: whether a load was answered. */
@Command(
        name = "answers",
        description =
                "Wait until every query of a parm produce has an answer; the exit code is 1 if one has none in time.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class ClusterAnswersCommand implements Callable<Integer> {

    private static final Duration AT_A_TIME = Duration.ofMillis(500);

    @Mixin
    private ClusterOption cluster;

    @Mixin
    private BrokerOptions broker;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Topic of predictions.",
            defaultValue = Contract.PREDICTIONS_TOPIC)
    private String topic;

    @Option(
            names = "--id-prefix",
            paramLabel = "TEXT",
            required = true,
            description = "As it was given to parm produce.")
    private String idPrefix;

    @Option(names = "--count", paramLabel = "NUMBER", required = true, description = "Queries that were sent.")
    private int count;

    @Option(names = "--seconds", paramLabel = "NUMBER", description = "How long to wait.", defaultValue = "120")
    private int seconds;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (count < 1) {
            throw new UserError("--count must be 1 or more but was " + count);
        }
        KafkaAccess kafka = broker.isNamed()
                ? broker.access()
                : broker.access(cluster.cluster().plan().bootstrapServers());
        ProgressLine progress = new ProgressLine(spec.commandLine().getOut());
        long endNanos = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        try (AnswerCollector answers = AnswerCollector.fromTheStart(kafka, topic, idPrefix)) {
            while (!answers.await(count, AT_A_TIME) && System.nanoTime() < endNanos) {
                progress.update("%,d of %,d answered".formatted(answers.answered(), count));
            }
            progress.say("%,d of %,d answered, %,d of them more than once."
                    .formatted(
                            answers.answered(),
                            count,
                            answers.answers().values().stream()
                                    .filter(answer -> answer.copies() > 1)
                                    .count()));
            return answers.answered() >= count ? 0 : 1;
        }
    }
}
