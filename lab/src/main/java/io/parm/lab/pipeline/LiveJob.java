package io.parm.lab.pipeline;

import io.parm.job.config.JobConfig;
import io.parm.lab.cluster.Clusters;
import io.parm.lab.cluster.EmbeddedKafka;
import io.parm.lab.cluster.RunningJob;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A contender while it runs, with a prediction topic of its own. Closing cancels it and deletes its topics. */
final class LiveJob implements AutoCloseable {

    /** So late that every answer is the instance's own: what is measured is what the job costs, not what it is for. */
    private static final String DEADLINE = "10 s";

    private static final String GIVE_UP = "20 s";
    private static final String[] OUTPUTS = {"predictions", "corrections", "dead-letters"};

    private final EmbeddedKafka kafka;
    private final String name;
    private final RunningJob job;

    private LiveJob(EmbeddedKafka kafka, String name, RunningJob job) {
        this.kafka = kafka;
        this.name = name;
        this.job = job;
    }

    /** Makes the topics that a run writes. */
    static void createOutputs(EmbeddedKafka kafka, String run) {
        for (String which : OUTPUTS) {
            kafka.createTopics(topic(run, which));
        }
    }

    /** The topic of a run. */
    static String topic(String run, String which) {
        return run + "-" + which;
    }

    /**
     * Submits a contender and returns when its tasks run.
     *
     * @param run unique on this broker; its outputs were made
     * @param queries the topic it reads, from the beginning
     */
    static LiveJob start(Clusters clusters, Contender contender, String run, String queries)
            throws InterruptedException {
        Map<String, String> settings = new HashMap<>();
        settings.put("service", contender.service().toString());
        settings.put("answer.deadline", DEADLINE);
        settings.put("answer.give-up", GIVE_UP);
        settings.put("kafka.bootstrap-servers", clusters.kafka().bootstrapServers());
        settings.put("kafka.group-id", run);
        settings.put("topics.queries", queries);
        for (String which : OUTPUTS) {
            settings.put("topics." + which, topic(run, which));
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        contender.definition().define(env, JobConfig.of(settings));
        return new LiveJob(clusters.kafka(), run, clusters.flink().submit(env, contender.name()));
    }

    /** @throws IllegalStateException if the job failed or was restarted: its figures would be worth nothing */
    void checkUndisturbed() {
        if (!job.isAlive() || job.restarts() > 0) {
            throw new IllegalStateException(name + " failed: " + job.failure());
        }
    }

    @Override
    public void close() throws InterruptedException {
        job.cancel();
        for (String which : OUTPUTS) {
            kafka.deleteTopics(topic(name, which));
        }
    }
}
