package io.parm.lab.comparison;

import io.parm.inference.InstanceFactory;
import io.parm.inference.LocalInstances;
import io.parm.job.config.JobConfig;
import io.parm.lab.bench.Bench;
import io.parm.lab.bench.InstanceKind;
import io.parm.lab.demo.Trial;
import io.parm.lab.demo.Workload;
import io.parm.lab.emulation.EmulatedCluster;
import io.parm.lab.emulation.EmulatedInstances;
import io.parm.lab.emulation.EmulatedService;
import io.parm.lab.emulation.ServiceLaw;
import io.parm.lab.emulation.ServiceModel;
import io.parm.lab.load.Inputs;
import io.parm.lab.load.PoissonSchedule;
import io.parm.lab.load.RunReport;
import io.parm.lab.simulation.PaperCluster;
import io.parm.lab.simulation.SimulationResult;
import io.parm.lab.straggler.PlannedLaw;
import io.parm.lab.straggler.StragglerPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Runs arms of a comparison as the real job. */
final class ArmRunner {

    /** Queries and answers of emulated services: small, since nothing looks at them and every answer of a run is kept. */
    private static final int[] INPUT_SHAPE = {1, 28, 28};

    private static final int OUTPUT_SIZE = 10;

    /** How often the inference times of a run are drawn for its ideal. */
    private static final int IDEAL_DRAWS = 9;

    private static final long DRAW_SEEDS_APART = 1_000_003;

    /** Java compiles what ran some ten thousand times. */
    private static final double FASTER = 5;

    /** Instances that compute cannot be faster than they are. */
    private static final double DENSER = 2;

    private final Bench bench;
    private final Comparison comparison;
    private final Path scratch;
    private final RemoteRuns remote;

    /**
     * @param scratch folder for emulated services
     */
    ArmRunner(Bench bench, Comparison comparison, Path scratch) {
        this.bench = bench;
        this.comparison = comparison;
        this.scratch = scratch;
        this.remote = null;
    }

    private ArmRunner(ArmRunner other, RemoteRuns remote) {
        this.bench = other.bench;
        this.comparison = other.comparison;
        this.scratch = other.scratch;
        this.remote = remote;
    }

    /** The same with model servers, for a comparison of remote instances. */
    ArmRunner on(RemoteRuns servers) {
        return new ArmRunner(this, servers);
    }

    /**
     * One run; blocks for as long as it takes.
     *
     * @param name unique in this process
     * @param load what it is sent
     */
    RunReport run(String name, Arm arm, Load load) throws InterruptedException {
        if (!computes()) {
            return emulated(name, arm, load, serviceModel(arm));
        }
        Map<String, String> settings = settings(arm);
        Workload workload = workload(load);
        Trial trial = bench.trial(workload, new LocalInstances());
        if (comparison.instances() == InstanceKind.REMOTE) {
            settings.putAll(remote.endpoints(config(arm)));
            return remote.run(name, trial, settings, workload);
        }
        return trial.run(name, settings, StragglerPlan.parse(comparison.stragglers()));
    }

    /**
     * A run that does not count, of more queries than {@code load} says in the same time, so that Java has compiled: emulated instances are
     * as much faster, others bear twice the rate.
     */
    void warmUp(String name, Arm arm, Load load) throws InterruptedException {
        if (computes()) {
            run(name, arm, load.denser(DENSER));
        } else {
            emulated(name, arm, load.denser(FASTER), serviceModel(arm).scaled(1 / FASTER));
        }
    }

    private RunReport emulated(String name, Arm arm, Load load, ServiceModel model) throws InterruptedException {
        Emulation emulation = comparison.emulation().overriddenBy(arm.emulation());
        try (EmulatedCluster cluster = cluster(arm, model, load.seed())) {
            InstanceFactory instances =
                    new EmulatedInstances(cluster, emulation.parityScale(), emulation.batchFactor());
            return bench.trial(workload(load), instances)
                    .run(name, settings(arm), StragglerPlan.parse(comparison.stragglers()));
        }
    }

    /** What a run is sent. */
    record Load(double rate, Duration warmUp, Duration length, long seed) {

        Load denser(double factor) {
            return new Load(factor * rate, warmUp, length, seed);
        }
    }

    Workload workload(Load load) {
        boolean isReal = computes();
        Inputs inputs =
                isReal ? bench.data().inputs() : Inputs.cycling(new float[][] {new float[28 * 28]}, INPUT_SHAPE);
        return new Workload(
                inputs, isReal ? bench.data()::label : null, load.rate(), load.warmUp(), load.length(), load.seed());
    }

    /** Settings of an arm: the comparison's, its own, and those of the command line. */
    Map<String, String> settings(Arm arm) {
        Map<String, String> settings = new HashMap<>(comparison.settings());
        settings.put("service", service(arm));
        settings.putAll(arm.settings());
        settings.putAll(bench.options().settings());
        return settings;
    }

    /** The same as the job reads them. */
    JobConfig config(Arm arm) {
        Map<String, String> settings = settings(arm);
        settings.put("kafka.bootstrap-servers", "none");
        return JobConfig.of(settings);
    }

    /** Calibrated on the paper's row without redundancy and nothing else; but for the transfers, if the arm has others. */
    ServiceModel serviceModel(Arm arm) {
        Integer transfers = comparison.emulation().overriddenBy(arm.emulation()).transfers();
        return transfers == null ? PaperCluster.MODEL : PaperCluster.MODEL.withTransfers(transfers);
    }

    /** What the simulator has for the arrivals of these runs; {@code null} if the instances compute. */
    IdealFigures ideal(Arm arm, List<Load> loads) {
        if (computes()) {
            return null;
        }
        JobConfig config = config(arm);
        int deployed = config.deployed().instances() * config.deployed().parallelism();
        ServiceLaw law = new PlannedLaw(serviceModel(arm), StragglerPlan.parse(comparison.stragglers()), deployed);
        Ideal ideal = new Ideal(config, arm.spec(), law, comparison.emulation().overriddenBy(arm.emulation()));
        List<Supplier<SimulationResult>> simulations = new ArrayList<>();
        for (Load load : loads) {
            PoissonSchedule schedule = workload(load).schedule();
            for (int draw = 0; draw < IDEAL_DRAWS; draw++) {
                long seed = load.seed() + draw * DRAW_SEEDS_APART;
                simulations.add(() -> ideal.run(schedule, seed));
            }
        }
        return IdealFigures.of(simulations);
    }

    private boolean computes() {
        return comparison.instances() != InstanceKind.EMULATED;
    }

    private EmulatedCluster cluster(Arm arm, ServiceModel model, long seed) {
        JobConfig config = config(arm);
        int deployed = config.deployed().instances() * config.deployed().parallelism();
        int parity = config.parity().instances() * config.parity().parallelism() * arm.r();
        boolean hasParity = config.strategy() != JobConfig.Strategy.NONE;
        return EmulatedCluster.start(model, deployed, hasParity ? parity : 0, seed);
    }

    private String service(Arm arm) {
        if (computes()) {
            return Bench.folder(arm.service() == null ? comparison.service() : arm.service());
        }
        Path folder = scratch.resolve(arm.name());
        EmulatedService.write(folder, INPUT_SHAPE, OUTPUT_SIZE, arm.spec());
        return folder.toString();
    }
}
