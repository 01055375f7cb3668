package io.parm.lab.pipeline;

import com.sun.management.OperatingSystemMXBean;
import io.parm.lab.cluster.Clusters;
import io.parm.lab.load.Inputs;
import io.parm.lab.load.LoadGenerator;
import io.parm.lab.load.PoissonSchedule;
import io.parm.lab.load.TopicReader;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A topic filled in advance, and how fast jobs work it off. Closing deletes it. */
public final class Backlog implements AutoCloseable {

    private static final double AT_ONCE = 1e6;
    private static final long LONGEST_SECONDS = 240;

    /** Before the clock starts, so that a job's own start does not count: a fifth. */
    private static final int LEAD = 5;

    private static final double NANOS_PER_SECOND = 1e9;

    private final Clusters clusters;
    private final String topic;
    private final int size;

    /**
     * Fills the topic; blocks.
     *
     * @param topic unique on this broker
     * @param size queries
     */
    public Backlog(Clusters clusters, String topic, Inputs inputs, int size) {
        this.clusters = clusters;
        this.topic = topic;
        this.size = size;
        clusters.kafka().createTopics(topic);
        try (LoadGenerator generator = new LoadGenerator(clusters.kafka().bootstrapServers(), topic, inputs)) {
            generator.send(topic, PoissonSchedule.ofCount(AT_ONCE, size, 1));
        }
    }

    /**
     * Runs a contender until the last answer.
     *
     * @param run unique on this broker
     */
    public Throughput drain(Contender contender, String run) throws InterruptedException {
        LiveJob.createOutputs(clusters.kafka(), run);
        Clock clock = new Clock(size);
        try (TopicReader reader = new TopicReader(
                        clusters.kafka().bootstrapServers(),
                        LiveJob.topic(run, "predictions"),
                        answer -> clock.answered());
                LiveJob job = LiveJob.start(clusters, contender, run, topic)) {
            boolean done = clock.over.await(LONGEST_SECONDS, TimeUnit.SECONDS);
            reader.checkRunning();
            job.checkUndisturbed();
            if (!done) {
                throw new IllegalStateException(run + " did not answer " + size + " queries in time");
            }
            return clock.throughput();
        }
    }

    @Override
    public void close() {
        clusters.kafka().deleteTopics(topic);
    }

    /** Counts answers, on the reader's thread; read when it is over. */
    private static final class Clock {

        private final OperatingSystemMXBean process =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        private final CountDownLatch over = new CountDownLatch(1);
        private final int size;
        private int answered;
        private long beginNanos;
        private long beginCpuNanos;
        private long endNanos;
        private long endCpuNanos;

        Clock(int size) {
            this.size = size;
        }

        void answered() {
            answered++;
            if (answered == size / LEAD) {
                beginNanos = System.nanoTime();
                beginCpuNanos = process.getProcessCpuTime();
            }
            if (answered == size) {
                endNanos = System.nanoTime();
                endCpuNanos = process.getProcessCpuTime();
                over.countDown();
            }
        }

        Throughput throughput() {
            double counted = (size - size / LEAD) * NANOS_PER_SECOND;
            return new Throughput(counted / (endNanos - beginNanos), counted / (endCpuNanos - beginCpuNanos));
        }
    }
}
