package io.parm.lab.demo;

import io.parm.inference.LocalInstances;
import io.parm.job.config.JobConfig;
import io.parm.lab.cluster.EmbeddedFlink;
import io.parm.lab.cluster.EmbeddedKafka;
import io.parm.lab.cluster.RunningJob;
import io.parm.lab.load.AnswerCollector;
import io.parm.lab.load.LoadGenerator;
import io.parm.lab.load.PoissonSchedule;
import io.parm.lab.load.RunReport;
import io.parm.lab.load.SentLoad;
import io.parm.lab.meter.Cost;
import io.parm.lab.meter.Meter;
import io.parm.lab.meter.MeteredFactory;
import io.parm.lab.straggler.PlanStart;
import io.parm.lab.straggler.StragglerFactory;
import io.parm.lab.straggler.StragglerPlan;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One run of the real job: submit it, warm it up, let the stragglers loose, send the load, collect the answers, cancel it. The
 * clusters are the caller's and stay.
 */
public final class Trial {

    private static final Duration LAST_ANSWERS = Duration.ofSeconds(20);
    private static final Duration BETWEEN_UPDATES = Duration.ofMillis(250);

    private final EmbeddedKafka kafka;
    private final EmbeddedFlink flink;
    private final Workload workload;
    private final ProgressLine progress;

    public Trial(EmbeddedKafka kafka, EmbeddedFlink flink, Workload workload, ProgressLine progress) {
        this.kafka = kafka;
        this.flink = flink;
        this.workload = workload;
        this.progress = progress;
    }

    /** Who is told when the load begins and when its last answer has come, while the job runs. Returns at once. */
    public interface Watcher {
        void loadBegins(RunningJob job);

        void loadEnded(RunningJob job);
    }

    private static final Watcher NOBODY = new Watcher() {
        @Override
        public void loadBegins(RunningJob job) {}

        @Override
        public void loadEnded(RunningJob job) {}
    };

    /** Runs the job once, and nobody watches. */
    public RunReport run(String name, Map<String, String> settings, StragglerPlan plan) throws InterruptedException {
        return run(name, settings, plan, NOBODY);
    }

    /**
     * Runs the job once; blocks until the last answer.
     *
     * @param name unique on this broker: topics and query ids are named after it
     * @param settings of the job, without those of Kafka and topics
     * @param plan the stragglers; they begin after the warm-up
     */
    public RunReport run(String name, Map<String, String> settings, StragglerPlan plan, Watcher watcher)
            throws InterruptedException {
        String queries = name + "-queries";
        String predictions = name + "-predictions";
        PlanStart start = PlanStart.pending();
        Meter meter = Meter.start();
        RunningJob job = flink.submit(
                JobConfig.of(withTopics(name, settings)),
                new StragglerFactory(new MeteredFactory(new LocalInstances(), meter), plan, start),
                Optional.empty());
        try (LoadGenerator generator = new LoadGenerator(kafka.bootstrapServers(), queries, workload.inputs())) {
            send(name, "warm-up", generator, predictions, workload.warmUpSchedule());
            start.begin(System.nanoTime());
            Cost warmUp = meter.read();
            watcher.loadBegins(job);
            Collected collected = send(name, "load", generator, predictions, workload.schedule());
            watcher.loadEnded(job);
            return RunReport.of(name, collected.load(), collected.collector().answers(), workload.labels())
                    .withCost(meter.read().since(warmUp));
        } finally {
            start.end();
            meter.close();
            job.cancel();
        }
    }

    private record Collected(SentLoad load, AnswerCollector collector) {}

    private Collected send(
            String name, String phase, LoadGenerator generator, String predictions, PoissonSchedule schedule)
            throws InterruptedException {
        String idPrefix = name + "-" + phase;
        try (AnswerCollector collector = new AnswerCollector(kafka.bootstrapServers(), predictions, idPrefix)) {
            CompletableFuture<SentLoad> sending =
                    CompletableFuture.supplyAsync(() -> generator.send(idPrefix, schedule));
            while (!collector.await(schedule.size(), BETWEEN_UPDATES) && !sending.isDone()) {
                progress.update(
                        "%s: %s, %,d of %,d answered".formatted(name, phase, collector.answered(), schedule.size()));
            }
            SentLoad load = sending.join();
            collector.await(load.sent(), LAST_ANSWERS);
            return new Collected(load, collector);
        }
    }

    private Map<String, String> withTopics(String name, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("kafka.bootstrap-servers", kafka.bootstrapServers());
        all.put("kafka.group-id", name);
        for (String topic : new String[] {"queries", "predictions", "corrections", "dead-letters"}) {
            kafka.createTopics(name + "-" + topic);
            all.put("topics." + topic, name + "-" + topic);
        }
        return all;
    }
}
