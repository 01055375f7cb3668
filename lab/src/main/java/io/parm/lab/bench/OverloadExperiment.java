package io.parm.lab.bench;

import io.parm.lab.demo.OpenTrial;
import io.parm.lab.load.Figures;
import io.parm.lab.load.Goodput;
import io.parm.lab.load.PoissonSchedule;
import io.parm.lab.load.Seconds;
import io.parm.lab.meter.Cost;
import io.parm.lab.meter.Memory;
import io.parm.lab.straggler.StragglerPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Twice the load that the instances can bear, for a while, and what is left of goodput, memory and latency. Every inference of the real
 * models is made to take 40 ms longer, so that the instances are what is scarce and not this machine's cores.
 */
final class OverloadExperiment implements Experiment {

    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final String SERVICE_TIME = "stall:deployed-*:40ms,stall:parity-*:40ms";
    private static final Duration DEADLINE = Duration.ofMillis(200);

    /** A reconstruction is sent at the deadline and needs a moment to arrive. */
    private static final Duration LIMIT = DEADLINE.multipliedBy(3).dividedBy(2);

    private static final Map<String, String> SETTINGS = Map.of(
            "strategy", "parity",
            "deployed.instances", "4",
            "parity.instances", "2",
            "group.max-wait", "60 ms",
            "answer.deadline", DEADLINE.toMillis() + " ms");

    private static final Duration SATURATED_AFTER = Duration.ofSeconds(5);
    private static final Duration SATURATION = Duration.ofSeconds(15);
    private static final Duration BEFORE = Duration.ofSeconds(10);
    private static final Duration AFTER = Duration.ofSeconds(15);
    private static final double OVERLOAD = 2;
    private static final int MEMORY_SAMPLES = 4;

    @Override
    public String name() {
        return "overload";
    }

    @Override
    public String summary() {
        return "twice the load that the instances can bear: goodput, memory and recovery";
    }

    /** At which the instances are sure to be saturated. */
    @Override
    public double rate() {
        return 200;
    }

    @Override
    public int seconds() {
        return 60;
    }

    @Override
    public int runs() {
        return 1;
    }

    @Override
    public List<? extends Figures> run(Bench bench) throws InterruptedException {
        bench.progress()
                .say("Service time emulated on the real models: " + SERVICE_TIME + "; deadline " + DEADLINE.toMillis()
                        + " ms; in time is within " + LIMIT.toMillis() + " ms of the intended sending.");
        List<Figures> figures = new ArrayList<>();
        for (int run = 0; run < bench.options().runs(); run++) {
            OverloadResult result = run(bench, run);
            result.say(bench.progress());
            figures.add(result);
        }
        return figures;
    }

    private static OverloadResult run(Bench bench, int run) throws InterruptedException {
        try (OpenTrial trial = bench.trial(bench.workload(run, WARM_UP))
                .open("overload-" + run, bench.settings(SETTINGS), StragglerPlan.parse(SERVICE_TIME))) {
            long seed = bench.options().seed() + 10L * run;
            double capacity = capacity(trial, bench.options().rate(), seed);
            bench.progress().say("Capacity: %.1f inferences of queries per second.".formatted(capacity));

            Duration length = Duration.ofSeconds(bench.options().seconds());
            OpenTrial.Answered steady = trial.send("capacity", PoissonSchedule.ofDuration(capacity, length, seed + 1));
            Goodput atCapacity = Goodput.of(steady.load(), steady.answers(), Duration.ZERO, length, LIMIT);

            PoissonSchedule schedule = PoissonSchedule.ofDuration(capacity / 2, BEFORE, seed + 2)
                    .then(BEFORE, PoissonSchedule.ofDuration(OVERLOAD * capacity, length, seed + 3))
                    .then(BEFORE.plus(length), PoissonSchedule.ofDuration(capacity / 2, AFTER, seed + 4));
            CompletableFuture<List<Memory>> memory = memoryDuring(length);
            Cost before = trial.cost();
            OpenTrial.Answered answered = trial.send("overload", schedule);
            return new OverloadResult(
                    capacity,
                    atCapacity,
                    Goodput.of(answered.load(), answered.answers(), BEFORE, BEFORE.plus(length), LIMIT),
                    Seconds.of(answered.load(), answered.answers()),
                    (int) BEFORE.toSeconds(),
                    (int) BEFORE.plus(length).toSeconds(),
                    trial.cost().since(before),
                    schedule.size(),
                    memory.join());
        }
    }

    /** Inferences of queries per second while more queries come than can be inferred. */
    private static double capacity(OpenTrial trial, double rate, long seed) throws InterruptedException {
        CompletableFuture<Sample> first = sample(trial, SATURATED_AFTER);
        CompletableFuture<Sample> last = sample(trial, SATURATION);
        trial.send("saturation", PoissonSchedule.ofDuration(rate, SATURATION, seed));
        long inferences =
                last.join().cost().since(first.join().cost()).deployed().inferences();
        return inferences * 1e9 / (last.join().nanos() - first.join().nanos());
    }

    private record Sample(long nanos, Cost cost) {}

    private static CompletableFuture<Sample> sample(OpenTrial trial, Duration after) {
        return CompletableFuture.supplyAsync(() -> new Sample(System.nanoTime(), trial.cost()), later(after));
    }

    /** Evenly over the overload, the last a second before its end: collecting garbage must not disturb the recovery. */
    private static CompletableFuture<List<Memory>> memoryDuring(Duration length) {
        List<CompletableFuture<Memory>> samples = new ArrayList<>();
        Duration last = length.minusSeconds(1);
        for (int i = 1; i <= MEMORY_SAMPLES; i++) {
            Duration at = BEFORE.plus(last.multipliedBy(i).dividedBy(MEMORY_SAMPLES));
            samples.add(CompletableFuture.supplyAsync(Memory::afterCollection, later(at)));
        }
        return CompletableFuture.allOf(samples.toArray(CompletableFuture[]::new))
                .thenApply(all -> samples.stream().map(CompletableFuture::join).toList());
    }

    private static Executor later(Duration after) {
        return CompletableFuture.delayedExecutor(after.toMillis(), TimeUnit.MILLISECONDS);
    }
}
