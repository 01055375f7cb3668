package io.parm.lab.pipeline;

import io.parm.lab.cluster.Clusters;
import io.parm.lab.load.AnswerCollector;
import io.parm.lab.load.Inputs;
import io.parm.lab.load.LoadGenerator;
import io.parm.lab.load.PoissonSchedule;
import io.parm.lab.load.RunReport;
import io.parm.lab.load.SentLoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One submission of a contender, warmed up and then loaded at one rate after the other. */
public final class LatencyRuns {

    private static final Duration LAST_ANSWERS = Duration.ofSeconds(60);
    private static final double AT_ONCE = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Clusters clusters;
    private final Inputs inputs;
    private final Duration warmUp;
    private final Duration length;

    /**
     * @param warmUp at the first rate, before the counted loads
     * @param length of each counted load
     */
    public LatencyRuns(Clusters clusters, Inputs inputs, Duration warmUp, Duration length) {
        this.clusters = clusters;
        this.inputs = inputs;
        this.warmUp = warmUp;
        this.length = length;
    }

    /**
     * Runs a contender at each rate.
     *
     * @param run unique on this broker
     * @param rates queries per second
     * @param seed of the arrivals; the same for contenders that are to be compared
     */
    public List<RunReport> measure(Contender contender, String run, List<Double> rates, long seed)
            throws InterruptedException {
        try (Fed fed = new Fed(contender, run)) {
            fed.send("warm-up", PoissonSchedule.ofDuration(rates.get(0), warmUp, seed));
            List<RunReport> reports = new ArrayList<>();
            for (double rate : rates) {
                reports.add(fed.send("at-" + Math.round(rate), PoissonSchedule.ofDuration(rate, length, seed)));
            }
            fed.job.checkUndisturbed();
            return reports;
        }
    }

    /**
     * Queries a second that a contender answers when they are sent as fast as this process can: it feeds and collects as in the other
     * runs, so that a share of it is a rate that they can bear.
     *
     * @param count queries
     */
    public double fastest(Contender contender, String run, int count) throws InterruptedException {
        try (Fed fed = new Fed(contender, run)) {
            fed.send("warm-up", PoissonSchedule.ofCount(AT_ONCE, count, 1));
            RunReport flood = fed.send("flood", PoissonSchedule.ofCount(AT_ONCE, count, 1));
            return count * NANOS_PER_SECOND / (flood.maxMs() * 1e6);
        }
    }

    /** A live job with a query topic of its own and what fills it. */
    private final class Fed implements AutoCloseable {

        private final String name;
        private final String run;
        private final LiveJob job;
        private final LoadGenerator generator;

        Fed(Contender contender, String run) throws InterruptedException {
            this.name = contender.name();
            this.run = run;
            clusters.kafka().createTopics(LiveJob.topic(run, "queries"));
            LiveJob.createOutputs(clusters.kafka(), run);
            this.job = LiveJob.start(clusters, contender, run, LiveJob.topic(run, "queries"));
            this.generator =
                    new LoadGenerator(clusters.kafka().bootstrapServers(), LiveJob.topic(run, "queries"), inputs);
        }

        RunReport send(String phase, PoissonSchedule schedule) throws InterruptedException {
            String idPrefix = run + "-" + phase;
            try (AnswerCollector collector = new AnswerCollector(
                    clusters.kafka().bootstrapServers(), LiveJob.topic(run, "predictions"), idPrefix)) {
                SentLoad load = generator.send(idPrefix, schedule);
                collector.await(load.sent(), LAST_ANSWERS);
                return RunReport.of(name + " " + phase, load, collector.answers());
            }
        }

        @Override
        public void close() throws InterruptedException {
            generator.close();
            job.close();
            clusters.kafka().deleteTopics(LiveJob.topic(run, "queries"));
        }
    }
}
