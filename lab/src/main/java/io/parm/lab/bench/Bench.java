package io.parm.lab.bench;

import io.parm.lab.Home;
import io.parm.lab.cluster.Clusters;
import io.parm.lab.cluster.EmbeddedKafka;
import io.parm.lab.demo.DemoData;
import io.parm.lab.demo.ProgressLine;
import io.parm.lab.demo.Trial;
import io.parm.lab.demo.Workload;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What experiments run on: clusters, started when first used, that stay; data, and what was asked for. */
public record Bench(Clusters clusters, DemoData data, Options options, ProgressLine progress) {

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
     * @param seed of the arrivals
     * @param settings of the job, which win over an experiment's own
     */
    public record Options(double rate, int seconds, int runs, int count, long seed, Map<String, String> settings) {}

    /** The load of a run: the same for every side, another for every run. */
    Workload workload(int run, Duration warmUp) {
        return new Workload(
                data.inputs(),
                data::label,
                options.rate(),
                warmUp,
                Duration.ofSeconds(options.seconds()),
                options.seed() + 2L * run);
    }

    Trial trial(Workload workload) {
        return new Trial(clusters.kafka(), clusters.flink(), workload, progress);
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
    static String folder(String path) {
        return Home.directory().resolve(path).toString();
    }
}
