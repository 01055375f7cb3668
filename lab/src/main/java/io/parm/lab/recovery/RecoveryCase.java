package io.parm.lab.recovery;

import io.parm.lab.local.ClusterPlan;

/** A process that is killed, and the cluster that it is killed in. */
public enum RecoveryCase {

    /** A TaskManager under Flink's default settings. */
    DEFAULTS("TaskManager, Flink's defaults", false, 0),

    /** A TaskManager under the settings that are shipped. */
    RECOMMENDED("TaskManager, recommended", true, 0),

    /** A model server, of those that the job's instances are. */
    INSTANCE("model server, recommended", true, 2);

    private static final int TASK_MANAGERS = 2;
    private static final int SLOTS = 3;
    private static final int PARTITIONS = 2;

    private final String text;
    private final boolean isRecommended;
    private final int instances;

    RecoveryCase(String text, boolean isRecommended, int instances) {
        this.text = text;
        this.isRecommended = isRecommended;
        this.instances = instances;
    }

    /** For people. */
    public String text() {
        return text;
    }

    boolean isRecommended() {
        return isRecommended;
    }

    /** Whether a model server is killed, and no TaskManager. */
    boolean isInstance() {
        return instances > 0;
    }

    /** All slots of the job fit on the TaskManager that is left. */
    ClusterPlan.Size size() {
        return new ClusterPlan.Size(TASK_MANAGERS, SLOTS, instances, PARTITIONS);
    }
}
