package io.parm.lab.endtoend;

import io.parm.inference.InstanceFactory;
import io.parm.inference.LocalInstances;
import io.parm.job.config.JobConfig;
import io.parm.lab.cluster.EmbeddedFlink;
import io.parm.lab.cluster.EmbeddedKafka;
import io.parm.lab.cluster.RunningJob;
import io.parm.lab.demo.DemoData;
import io.parm.lab.straggler.PlanStart;
import io.parm.lab.straggler.StragglerFactory;
import io.parm.lab.straggler.StragglerPlan;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A broker, a cluster, the demo's service and its images: what the tests of the whole job share. */
final class TestStand implements AutoCloseable {

    /** The demo's service, from the module's folder, where the tests run. */
    static final Path SERVICE = Path.of("services/fashion-mnist");

    static final DemoData DATA = DemoData.read(Path.of(".."));

    private static final int SLOTS = 3;

    final EmbeddedKafka kafka;
    final EmbeddedFlink flink;
    private final Path checkpoints;

    /** @param folder for the broker's log and checkpoints; empty */
    TestStand(Path folder) {
        checkpoints = folder.resolve("checkpoints");
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        flink = EmbeddedFlink.start(SLOTS, EmbeddedFlink.FREE_PORT);
    }

    /** Where the checkpoints of a job go. */
    Path checkpoints(String name) {
        return checkpoints.resolve(name);
    }

    /** A job's settings; makes its topics, {@code name-queries} and so on. */
    Map<String, String> settings(String name, Map<String, String> more) {
        Map<String, String> all = new HashMap<>();
        all.put("service", SERVICE.toString());
        all.put("kafka.bootstrap-servers", kafka.bootstrapServers());
        all.put("kafka.group-id", name);
        all.put("checkpoint.interval", "200 ms");
        all.put("checkpoint.directory", checkpoints(name).toUri().toString());
        for (String topic : new String[] {"queries", "predictions", "corrections", "dead-letters"}) {
            kafka.createTopics(name + "-" + topic);
            all.put("topics." + topic, name + "-" + topic);
        }
        all.putAll(more);
        return all;
    }

    /** Runs the job; the plan's stragglers begin at once. */
    RunningJob submit(Map<String, String> settings, String plan, Optional<Path> checkpoint)
            throws InterruptedException {
        StragglerFactory instances =
                new StragglerFactory(new LocalInstances(), StragglerPlan.parse(plan), PlanStart.at(System.nanoTime()));
        return flink.submit(JobConfig.of(settings), instances, checkpoint);
    }

    /** Runs the job on instances of a test's own. */
    RunningJob submit(Map<String, String> settings, InstanceFactory instances) throws InterruptedException {
        return flink.submit(JobConfig.of(settings), instances, Optional.empty());
    }

    /** Runs the job without stragglers. */
    RunningJob submit(String name, Map<String, String> more) throws InterruptedException {
        return submit(settings(name, more), "", Optional.empty());
    }

    @Override
    public void close() throws Exception {
        flink.close();
        kafka.close();
    }
}
