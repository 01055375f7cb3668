package io.parm.lab.bench;

import io.parm.lab.demo.Workload;
import io.parm.lab.load.PoissonSchedule;
import io.parm.lab.load.RunReport;
import io.parm.lab.straggler.StragglerPlan;
import io.parm.model.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The job, with small models, against a bare Kafka produce, consume, produce, consume echo. */
final class SteadyExperiment implements Experiment {

    /** On two cores the compiler takes that long to be done with Flink and Kafka. */
    private static final Duration WARM_UP = Duration.ofSeconds(40);

    @Override
    public String name() {
        return "steady";
    }

    @Override
    public String summary() {
        return "the job against a bare Kafka echo";
    }

    @Override
    public double rate() {
        return 400;
    }

    @Override
    public int seconds() {
        return 15;
    }

    @Override
    public List<RunReport> run(Bench bench) throws InterruptedException {
        Map<String, String> settings = bench.settings(
                Map.of("service", Bench.folder(Bench.LIGHT_SERVICE), "strategy", "parity", "parity.delay", "5 ms"));
        int outputSize = Service.read(Path.of(settings.get("service")))
                .manifest()
                .output()
                .size();
        return Pairs.run(
                bench,
                name(),
                number -> echo(bench, outputSize, number),
                number -> bench.trial(bench.workload(number, WARM_UP))
                        .run("job-" + number, settings, StragglerPlan.none()));
    }

    private static RunReport echo(Bench bench, int outputSize, int number) throws InterruptedException {
        Workload workload = bench.workload(number, WARM_UP);
        PoissonSchedule warmUp = PoissonSchedule.ofDuration(
                bench.options().rate(), WARM_UP, bench.options().seed());
        EchoBaseline.measure(bench.kafka(), "echo-warm-up-" + number, workload.inputs(), outputSize, warmUp);
        return EchoBaseline.measure(
                bench.kafka(), "echo-" + number, workload.inputs(), outputSize, workload.schedule());
    }
}
