package io.parm.lab.recovery;

import io.parm.lab.local.ClusterPlan;

/** A process that is killed, and the cluster that it is killed in. */
public enum RecoveryCase {

    /** A TaskManager under Flink's default settings. */
    DEFAULTS("TaskManager, Flink's defaults", Victim.TASK_MANAGER, false),

    /** A TaskManager under the settings that are shipped. */
    RECOMMENDED("TaskManager, recommended", Victim.TASK_MANAGER, true),

    /** A model server, of those that the job's instances are. */
    INSTANCE("model server, recommended", Victim.INSTANCE, true),

    /** The JobManager that leads, of two, under Flink's default settings. */
    STANDBY_DEFAULTS("JobManager with a standby, Flink's defaults", Victim.LEADER, false),

    /** The JobManager that leads, of two, under the settings that are shipped. */
    STANDBY("JobManager with a standby, recommended", Victim.LEADER, true),

    /** Both JobManagers, which {@code up} then starts again: as with one of them and a ZooKeeper. */
    JOB_MANAGERS("both JobManagers, started again, recommended", Victim.JOB_MANAGERS, true);

    private static final int TASK_MANAGERS = 2;
    private static final int SLOTS = 3;
    private static final int PARTITIONS = 2;
    private static final int INSTANCES = 2;

    private final String text;
    private final Victim victim;
    private final boolean isRecommended;

    RecoveryCase(String text, Victim victim, boolean isRecommended) {
        this.text = text;
        this.victim = victim;
        this.isRecommended = isRecommended;
    }

    /** What is killed. */
    enum Victim {
        TASK_MANAGER,
        INSTANCE,
        LEADER,
        JOB_MANAGERS
    }

    /** For people. */
    public String text() {
        return text;
    }

    Victim victim() {
        return victim;
    }

    boolean isRecommended() {
        return isRecommended;
    }

    boolean hasStandby() {
        return victim == Victim.LEADER || victim == Victim.JOB_MANAGERS;
    }

    /** All slots of the job fit on the TaskManager that is left. */
    ClusterPlan.Size size() {
        return new ClusterPlan.Size(TASK_MANAGERS, SLOTS, victim == Victim.INSTANCE ? INSTANCES : 0, PARTITIONS);
    }
}
