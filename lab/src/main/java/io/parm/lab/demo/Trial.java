package io.parm.lab.demo;

import io.parm.inference.InstanceFactory;
import io.parm.lab.cluster.EmbeddedFlink;
import io.parm.lab.cluster.EmbeddedKafka;
import io.parm.lab.load.Disturbance;
import io.parm.lab.load.RunReport;
import io.parm.lab.meter.Cost;
import io.parm.lab.meter.Hiccups;
import io.parm.lab.meter.Stalls;
import io.parm.lab.straggler.StragglerPlan;
import java.util.Map;

/**
 * One run of the real job: submit it, warm it up, let the stragglers loose, send the load, collect the answers, cancel it. The
 * clusters are the caller's and stay.
 */
public final class Trial {

    private final Where where;
    private final Workload workload;

    /**
     * What trials share.
     *
     * @param instances what opens the instances, before stragglers get at them
     * @param progress where a trial says how far it is
     */
    public record Where(EmbeddedKafka kafka, EmbeddedFlink flink, InstanceFactory instances, ProgressLine progress) {}

    public Trial(Where where, Workload workload) {
        this.where = where;
        this.workload = workload;
    }

    /**
     * Runs the job once; blocks until the last answer.
     *
     * @param name unique on this broker: topics and query ids are named after it
     * @param settings of the job, without those of Kafka and topics
     * @param plan the stragglers; they begin after the warm-up
     */
    public RunReport run(String name, Map<String, String> settings, StragglerPlan plan) throws InterruptedException {
        try (OpenTrial trial = open(name, settings, plan)) {
            Cost warmUp = trial.cost();
            OpenTrial.Answered answered;
            Stalls stalls;
            try (Hiccups hiccups = Hiccups.start()) {
                answered = trial.send("load", workload.schedule());
                stalls = hiccups.stop();
            }
            RunReport report = RunReport.of(name, answered.load(), answered.answers(), workload.labels());
            return report.with(trial.cost().since(warmUp), Disturbance.of(answered.load(), report, stalls));
        }
    }

    /** Submits the job, warms it up and lets the stragglers loose, for loads of the caller's own. */
    public OpenTrial open(String name, Map<String, String> settings, StragglerPlan plan) throws InterruptedException {
        OpenTrial trial = new OpenTrial(name, where, workload.inputs(), settings, plan);
        boolean warm = false;
        try {
            trial.send("warm-up", workload.warmUpSchedule());
            warm = true;
        } finally {
            if (!warm) {
                trial.close();
            }
        }
        trial.letLoose();
        return trial;
    }
}
