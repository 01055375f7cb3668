package io.parm.lab.bench;

import io.parm.lab.Parm;
import io.parm.lab.demo.OpenTrial;
import io.parm.lab.demo.Workload;
import io.parm.lab.load.RunReport;
import io.parm.lab.report.RunTable;
import io.parm.lab.straggler.StragglerPlan;
import io.parm.model.UserError;
import io.parm.schemas.AnswerSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Six model servers in processes of their own, four of the deployed model and two of its parity model, to which things happen. */
final class InstanceFaultsExperiment implements Experiment {

    /** Seven JVMs compile at first. */
    private static final Duration WARM_UP = Duration.ofSeconds(60);

    /** Calls an endpoint may hold: the way to it takes longer than its inference. */
    private static final String OUTSTANDING = "4";

    private static final String DEADLINE = "100 ms";
    private static final double BOUND_MS = 150;

    @Override
    public String name() {
        return "instance-faults";
    }

    @Override
    public String summary() {
        return "the job on six model servers, of which one is killed, one stopped for 5 s, one restarted on another port";
    }

    @Override
    public double rate() {
        return 200;
    }

    /** The faults take that long. */
    @Override
    public int quickSeconds() {
        return seconds();
    }

    @Override
    public int seconds() {
        return 60;
    }

    @Override
    public List<RunReport> run(Bench bench) throws InterruptedException {
        if (bench.options().seconds() < InstanceFaults.SHORTEST.toSeconds()) {
            throw new UserError("--seconds must be at least " + InstanceFaults.SHORTEST.toSeconds()
                    + " for instance-faults, so that the faults do not overlap, but was "
                    + bench.options().seconds());
        }
        Path folder = temporaryFolder();
        Map<String, String> settings = new HashMap<>(Map.of(
                "service",
                Bench.folder(Bench.LIGHT_SERVICE),
                "answer.deadline",
                DEADLINE,
                "deployed.outstanding",
                OUTSTANDING,
                "parity.outstanding",
                OUTSTANDING,
                "deployed.endpoints",
                "file:" + folder.resolve(InstanceFaults.DEPLOYED_FILE),
                "parity.endpoints",
                "file:" + folder.resolve(InstanceFaults.PARITY_FILE)));
        settings.putAll(bench.options().settings());
        bench.progress().say("Starting six model servers …");
        try (InstanceFaults faults =
                InstanceFaults.start(Parm.class, Path.of(settings.get("service")), folder, bench.progress())) {
            Workload workload = bench.workload(0, WARM_UP);
            try (OpenTrial trial = bench.trial(workload).open("instance-faults", settings, StragglerPlan.none())) {
                faults.begin(Duration.ofSeconds(bench.options().seconds()));
                OpenTrial.Answered answered = trial.send("load", workload.schedule());
                faults.awaitEnd();
                RunReport report = RunReport.of(name(), answered.load(), answered.answers(), workload.labels());
                say(bench, report, trial.restarts(), faults.servedAfterTheirReturn());
                return List.of(report);
            }
        }
    }

    private static void say(Bench bench, RunReport report, long restarts, List<Long> served) {
        bench.progress().say(RunTable.of(List.of(report)));
        boolean once = report.answered() == report.sent() && report.duplicates() == 0;
        say(
                bench,
                once,
                "every query was answered once: %d sent, %d answered, %d twice"
                        .formatted(report.sent(), report.answered(), report.duplicates()));
        say(
                bench,
                report.p999Ms() <= BOUND_MS,
                "p99.9 at most 1.5 times the deadline of %s: %.1f ms".formatted(DEADLINE, report.p999Ms()));
        say(bench, restarts == 0, "no restart of the job: " + restarts);
        say(
                bench,
                served.stream().allMatch(count -> count > 0),
                "what came back served again: the one that was stopped " + served.get(0)
                        + " requests, the one on another port " + served.get(1));
        bench.progress().say("Defaults: " + report.answers().getOrDefault(AnswerSource.DEFAULT, 0));
    }

    private static void say(Bench bench, boolean held, String what) {
        bench.progress().say((held ? "held: " : "DID NOT HOLD: ") + what);
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("parm-instances");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
