package io.parm.lab.command;

import io.parm.inference.LocalInstances;
import io.parm.lab.Folders;
import io.parm.lab.Home;
import io.parm.lab.cluster.EmbeddedFlink;
import io.parm.lab.cluster.EmbeddedKafka;
import io.parm.lab.demo.DemoData;
import io.parm.lab.demo.ProgressLine;
import io.parm.lab.demo.Trial;
import io.parm.lab.demo.Workload;
import io.parm.lab.load.RunReport;
import io.parm.lab.report.FiguresFile;
import io.parm.lab.report.LatencyPlot;
import io.parm.lab.report.RunTable;
import io.parm.lab.straggler.StragglerPlan;
import io.parm.model.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parm demo}: the same load and the same stalls without and with parity. */
@Command(
        name = "demo",
        description = "Stream real images through the job while an instance stalls, without and with parity.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class DemoCommand implements Callable<Integer> {

    private static final int SLOTS = 3;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    /** A workload's warm-ups take the seeds after its own. */
    private static final int SEEDS_OF_A_RUN = 10;

    private static final Duration JVM_WARM_UP = Duration.ofSeconds(25);

    /** All instances share this machine's cores: parity queries that are not needed would only be in the queries' way. */
    private static final String PARITY_DELAY = "5 ms";

    @Option(names = "--rate", paramLabel = "QUERIES", description = "Mean queries per second.", defaultValue = "200")
    private double rate;

    @Option(names = "--seconds", description = "Length of each run, in two halves.", defaultValue = "30")
    private int seconds;

    @Option(names = "--seed", description = "Seed of the arrivals.", defaultValue = "1")
    private long seed;

    @Option(
            names = "--stragglers",
            paramLabel = "PLAN",
            description = "What goes wrong, in both runs.",
            defaultValue = "stall:deployed-0:250ms:pause=5ms")
    private String stragglers;

    @Option(names = "--deadline", paramLabel = "MS", description = "Deadline, milliseconds.", defaultValue = "40")
    private int deadlineMs;

    @Option(
            names = "--png",
            paramLabel = "FILE",
            description = "Where the plot goes (default: demo.png beside the logs).")
    private Path png;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures for machines.")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        ProgressLine progress = new ProgressLine(spec.commandLine().getOut());
        Path home = Home.directory();
        Service service = Service.read(home.resolve("lab/services/fashion-mnist"));
        StragglerPlan plan = StragglerPlan.parse(stragglers);
        DemoData data = DemoData.read(home);
        progress.say("Streaming %s at %.0f queries/s, without and with parity for %d s each; stragglers: %s."
                .formatted(data.source(), rate, seconds, stragglers));
        progress.say(
                "Code: %s. Every %d queries cost one more inference, if one of them takes longer than %s. Deadline: %d ms."
                        .formatted(
                                service.manifest().code().spec(), service.code().k(), PARITY_DELAY, deadlineMs));

        List<RunReport> runs = run(data, plan, progress, home);
        spec.commandLine().getOut().println(RunTable.of(runs));
        Path plot = png != null ? png : Home.data().resolve("demo.png");
        LatencyPlot.write("Latency under the same stalls", runs, Duration.ofMillis(deadlineMs), plot);
        progress.say("Plot: " + plot);
        if (json != null) {
            FiguresFile.write(json, runs);
            progress.say("Figures: " + json);
        }
        return 0;
    }

    /** In halves, without, with, with, without: so a machine that grows faster or slower meanwhile favours neither. */
    private List<RunReport> run(DemoData data, StragglerPlan plan, ProgressLine progress, Path home) throws Exception {
        Path logs = Files.createTempDirectory("parm-demo");
        progress.say("Starting Kafka and Flink in this process …");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(logs, 0);
                EmbeddedFlink flink = EmbeddedFlink.start(SLOTS, EmbeddedFlink.FREE_PORT)) {
            progress.say("Flink's web UI: " + flink.webAddress());
            progress.say("Warming up, so that the first run is not the one in which Java compiles …");
            Trial.Where here = new Trial.Where(kafka, flink, new LocalInstances(), progress);
            for (String strategy : List.of("parity", "none")) {
                new Trial(here, half(data, 0).warmingUp(JVM_WARM_UP))
                        .run("warm-up-" + strategy, settings(home, strategy), StragglerPlan.none());
            }
            Trial first = new Trial(here, half(data, 0));
            Trial second = new Trial(here, half(data, 1));
            RunReport without = first.run("without-parity", settings(home, "none"), plan);
            RunReport with = first.run("with-parity", settings(home, "parity"), plan);
            RunReport withAgain = second.run("with-parity-again", settings(home, "parity"), plan);
            RunReport withoutAgain = second.run("without-parity-again", settings(home, "none"), plan);
            return List.of(without.pooledWith(withoutAgain), with.pooledWith(withAgain));
        } finally {
            Folders.delete(logs);
        }
    }

    private Workload half(DemoData data, int number) {
        Duration length = Duration.ofSeconds(seconds).dividedBy(2);
        return new Workload(data.inputs(), data::label, rate, WARM_UP, length, seed + number * SEEDS_OF_A_RUN);
    }

    private Map<String, String> settings(Path home, String strategy) {
        return Map.of(
                "service",
                home.resolve("lab/services/fashion-mnist").toString(),
                "strategy",
                strategy,
                "deployed.instances",
                "4",
                "parity.instances",
                "2",
                "parity.delay",
                PARITY_DELAY,
                "group.max-wait",
                "20 ms",
                "answer.deadline",
                deadlineMs + " ms");
    }
}
