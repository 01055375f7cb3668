package io.parm.lab.demo;

import io.parm.job.config.JobConfig;
import io.parm.lab.cluster.EmbeddedKafka;
import io.parm.lab.cluster.RunningJob;
import io.parm.lab.load.Answer;
import io.parm.lab.load.AnswerCollector;
import io.parm.lab.load.Inputs;
import io.parm.lab.load.LoadGenerator;
import io.parm.lab.load.PoissonSchedule;
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

/** The real job while it runs, with topics of its own, fed with one load after the other. Closing cancels it. */
public final class OpenTrial implements AutoCloseable {

    private static final Duration LAST_ANSWERS = Duration.ofSeconds(20);
    private static final Duration BETWEEN_UPDATES = Duration.ofMillis(250);

    private final String name;
    private final EmbeddedKafka kafka;
    private final ProgressLine progress;
    private final PlanStart start = PlanStart.pending();
    private final Meter meter = Meter.start();
    private final RunningJob job;
    private final LoadGenerator generator;

    /** A load as it was sent, and its answers by query id. */
    public record Answered(SentLoad load, Map<String, Answer> answers) {}

    /**
     * Submits the job; no straggler is loose yet.
     *
     * @param name unique on this broker: topics and query ids are named after it
     * @param inputs what the loads' queries carry
     * @param settings of the job, without those of Kafka and topics
     * @param plan the stragglers
     */
    OpenTrial(String name, Trial.Where where, Inputs inputs, Map<String, String> settings, StragglerPlan plan)
            throws InterruptedException {
        this.name = name;
        this.kafka = where.kafka();
        this.progress = where.progress();
        this.job = where.flink()
                .submit(
                        JobConfig.of(withTopics(settings)),
                        new StragglerFactory(new MeteredFactory(where.instances(), meter), plan, start),
                        Optional.empty());
        this.generator = new LoadGenerator(kafka.bootstrapServers(), topic("queries"), inputs);
    }

    /** Lets the stragglers loose. */
    public void letLoose() {
        start.begin(System.nanoTime());
    }

    /** How often Flink restarted the job after a failure. */
    public long restarts() {
        return job.restarts();
    }

    /** What the models did since the job started. Any thread may ask. */
    public Cost cost() {
        return meter.read();
    }

    /** Sends a load; blocks until its last answer, or until none comes any more. */
    public Answered send(String phase, PoissonSchedule schedule) throws InterruptedException {
        String idPrefix = name + "-" + phase;
        try (AnswerCollector collector =
                new AnswerCollector(kafka.bootstrapServers(), topic("predictions"), idPrefix)) {
            CompletableFuture<SentLoad> sending =
                    CompletableFuture.supplyAsync(() -> generator.send(idPrefix, schedule));
            while (!collector.await(schedule.size(), BETWEEN_UPDATES) && !sending.isDone()) {
                progress.update(
                        "%s: %s, %,d of %,d answered".formatted(name, phase, collector.answered(), schedule.size()));
            }
            SentLoad load = sending.join();
            collector.await(load.sent(), LAST_ANSWERS);
            return new Answered(load, collector.answers());
        }
    }

    @Override
    public void close() throws InterruptedException {
        generator.close();
        start.end();
        meter.close();
        job.cancel();
    }

    private String topic(String which) {
        return name + "-" + which;
    }

    private Map<String, String> withTopics(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("kafka.bootstrap-servers", kafka.bootstrapServers());
        all.put("kafka.group-id", name);
        for (String which : new String[] {"queries", "predictions", "corrections", "dead-letters"}) {
            kafka.createTopics(topic(which));
            all.put("topics." + which, topic(which));
        }
        return all;
    }
}
