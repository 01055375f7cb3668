package io.parm.lab.comparison;

import io.parm.job.config.JobConfig;
import io.parm.lab.demo.OpenTrial;
import io.parm.lab.demo.ProgressLine;
import io.parm.lab.demo.Trial;
import io.parm.lab.demo.Workload;
import io.parm.lab.load.RunReport;
import io.parm.lab.shuffle.ShuffledInstances;
import io.parm.lab.shuffle.Shuffles;
import io.parm.lab.straggler.StragglerPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs of a job on the same model servers, in whatever roles, with the same transfers between them for the same seed. */
final class RemoteRuns {

    private final ShuffledInstances instances;
    private final ProgressLine progress;

    /** @param instances serve all models; the caller closes them */
    RemoteRuns(ShuffledInstances instances, ProgressLine progress) {
        this.instances = instances;
        this.progress = progress;
    }

    /** The servers in the roles of a configuration: as many as it has instances of the deployed model, then those of its parity model. */
    Map<String, String> endpoints(JobConfig config) {
        List<String> all = instances.endpoints();
        int deployed = config.deployed().instances();
        Map<String, String> settings = new HashMap<>();
        settings.put("deployed.endpoints", String.join(",", all.subList(0, deployed)));
        if (config.strategy() != JobConfig.Strategy.NONE) {
            List<String> parity =
                    all.subList(deployed, deployed + config.parity().instances());
            settings.put("parity.endpoints", String.join(",", parity));
        }
        return settings;
    }

    /** One run; the transfers begin with its load and end with it. */
    RunReport run(String name, Trial trial, Map<String, String> settings, Workload workload)
            throws InterruptedException {
        try (OpenTrial open = trial.open(name, settings, StragglerPlan.none())) {
            try (Shuffles shuffles = instances.shuffle(workload.seed())) {
                OpenTrial.Answered answered = open.send("load", workload.schedule());
                progress.say(name + ": " + shuffles.soFar());
                return RunReport.of(name, answered.load(), answered.answers(), workload.labels());
            }
        }
    }
}
