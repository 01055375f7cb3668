package io.parm.lab.bench;

import io.parm.inference.InstanceFactory;
import io.parm.inference.LocalInstances;
import io.parm.lab.Home;
import io.parm.lab.cluster.Clusters;
import io.parm.lab.cluster.EmbeddedKafka;
import io.parm.lab.demo.DemoData;
import io.parm.lab.demo.ProgressLine;
import io.parm.lab.demo.Trial;
import io.parm.lab.demo.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What experiments run on.
 *
 * @param clusters started when first used; they stay
 * @param data what real models are asked
 * @param options what was asked for
 * @param folder where reports go
 * @param progress for a person
 */
public record Bench(Clusters clusters, DemoData data, Options options, Path folder, ProgressLine progress) {

    /** The demo's service, of groups of two. */
    static final String SERVICE = "lab/services/fashion-mnist";

    /** A service whose models are so small that what is measured is the job. */
    static final String LIGHT_SERVICE = "lab/services/fashion-mnist-light";

    /**
     * What was asked for.
     *
     * @param rate mean queries per second
     * @param seconds length of each run
     * @param runs of each side
     * @param count inferences, where an experiment is as long as that
     * @param quick whether a short variant will do
     * @param seed of the arrivals
     * @param settings of the job, which win over an experiment's own
     */
    public record Options(
            double rate, int seconds, int runs, int count, boolean quick, long seed, Map<String, String> settings) {}

    private static final Duration QUICK_WARM_UP = Duration.ofSeconds(8);

    /** The load of a run: the same for every side, another for every run. The short variant warms up for a few seconds only. */
    Workload workload(int run, Duration warmUp) {
        return new Workload(
                data.inputs(),
                data::label,
                options.rate(),
                options.quick() && warmUp.compareTo(QUICK_WARM_UP) > 0 ? QUICK_WARM_UP : warmUp,
                Duration.ofSeconds(options.seconds()),
                options.seed() + 2L * run);
    }

    Trial trial(Workload workload) {
        return trial(workload, new LocalInstances());
    }

    /** @param instances what opens the instances, if they are not those of this process */
    public Trial trial(Workload workload, InstanceFactory instances) {
        return new Trial(new Trial.Where(clusters.kafka(), clusters.flink(), instances, progress), workload);
    }

    EmbeddedKafka kafka() {
        return clusters.kafka();
    }

    /** An experiment's settings of the job, by those that were asked for. */
    Map<String, String> settings(Map<String, String> own) {
        Map<String, String> all = new HashMap<>();
        all.put("service", folder(SERVICE));
        all.putAll(own);
        all.putAll(options.settings());
        return all;
    }

    /** A folder of this checkout. */
    public static String folder(String path) {
        return Home.directory().resolve(path).toString();
    }
}
