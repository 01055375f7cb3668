package io.parm.lab.command;

import io.parm.job.kafka.format.WireFormat;
import io.parm.lab.demo.ProgressLine;
import io.parm.lab.load.LoadGenerator;
import io.parm.lab.load.PoissonSchedule;
import io.parm.lab.load.SampleInputs;
import io.parm.lab.load.SentLoad;
import io.parm.lab.topic.TopicContents;
import io.parm.model.UserError;
import io.parm.schemas.Contract;
import io.parm.training.data.Samples;
import io.parm.training.data.Task;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parm produce}: a task's samples as queries on a topic that exists. */
@Command(
        name = "produce",
        description = "Send a task's samples as queries to a Kafka topic, at random times with a mean rate.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class ProduceCommand implements Callable<Integer> {

    private static final long BETWEEN_UPDATES_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final double NANOS_PER_MS = 1e6;
    private static final DateTimeFormatter START = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");

    /** Longest prefix that leaves room for a hyphen and any index. */
    private static final int MAX_PREFIX_LENGTH = Contract.MAX_ID_LENGTH - ("-" + Integer.MAX_VALUE).length();

    @Mixin
    private BrokerOptions broker;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Topic of queries; must exist.",
            defaultValue = "queries")
    private String topic;

    @Mixin
    private TaskOptions task;

    @Mixin
    private FormatOptions format;

    @Option(
            names = "--split",
            paramLabel = "train|test",
            description = "Which of the task's samples to send.",
            defaultValue = "test")
    private String split;

    @Option(names = "--rate", paramLabel = "QUERIES", description = "Mean queries per second.", defaultValue = "200")
    private double rate;

    @Option(names = "--count", paramLabel = "NUMBER", description = "Queries to send (default: every sample once).")
    private Integer count;

    @Option(names = "--seed", description = "Seed of the arrivals.", defaultValue = "1")
    private long seed;

    @Option(
            names = "--id-prefix",
            paramLabel = "TEXT",
            description = "Ids are TEXT-0, TEXT-1 … (default: task, split and the time of the start).")
    private String idPrefix;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (idPrefix != null && (idPrefix.isEmpty() || idPrefix.length() > MAX_PREFIX_LENGTH)) {
            throw new UserError(
                    "--id-prefix must have 1.." + MAX_PREFIX_LENGTH + " characters but has " + idPrefix.length());
        }
        if (!split.equals("train") && !split.equals("test")) {
            throw new UserError("--split must be train or test but was " + split);
        }
        WireFormat wire = format.format();
        Task data = task.read();
        Samples samples = split.equals("train") ? data.train() : data.test();
        PoissonSchedule schedule = schedule(samples);
        new TopicContents(broker.access(), topic).mustExist();

        ProgressLine progress = new ProgressLine(spec.commandLine().getOut());
        String ids = idPrefix != null ? idPrefix : data.name() + "-" + split + "-" + START.format(LocalDateTime.now());
        progress.say(announcement(schedule.size(), data, ids));
        SentLoad load;
        try (LoadGenerator generator = new LoadGenerator(broker.access(), topic, new SampleInputs(samples), wire)) {
            load = send(generator, ids, schedule, progress);
        }
        progress.say(summary(load));
        return load.unsent() == 0 ? 0 : 1;
    }

    private PoissonSchedule schedule(Samples samples) {
        try {
            return PoissonSchedule.ofCount(rate, count != null ? count : samples.size(), seed);
        } catch (IllegalArgumentException e) {
            throw new UserError("--" + e.getMessage(), e);
        }
    }

    private static SentLoad send(LoadGenerator generator, String ids, PoissonSchedule schedule, ProgressLine progress) {
        CompletableFuture<SentLoad> sending = CompletableFuture.supplyAsync(() -> generator.send(ids, schedule));
        while (!sending.isDone()) {
            progress.update(String.format(
                    Locale.ROOT,
                    "%,d of %,d sent, %,d refused",
                    generator.taken(),
                    schedule.size(),
                    generator.refused()));
            LockSupport.parkNanos(BETWEEN_UPDATES_NANOS);
        }
        return sending.join();
    }

    private String announcement(int queries, Task data, String ids) {
        return String.format(
                Locale.ROOT,
                "Sending %,d queries (%s, %s) to %s at %s queries/s, ids %s …",
                queries,
                data.source(),
                split,
                topic,
                number(rate),
                SentLoad.id(ids, 0));
    }

    private static String summary(SentLoad load) {
        return String.format(
                Locale.ROOT,
                "%,d queries sent, %,d refused by Kafka; the latest was %.1f ms late.",
                load.sent(),
                load.unsent(),
                load.worstLatenessNanos() / NANOS_PER_MS);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
