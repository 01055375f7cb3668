package io.parm.lab.soak;

/** What happens to a cluster. */
enum FaultKind {

    /** A model server gets SIGKILL, and is started again. */
    KILL_INSTANCE("killInstance", "kill an instance", 3),

    /** A model server gets SIGSTOP, and later SIGCONT. */
    HANG_INSTANCE("hangInstance", "hang an instance", 4),

    /** A TaskManager on which tasks run gets SIGKILL, and another is started. */
    KILL_TASK_MANAGER("killTaskManager", "kill a TaskManager", 2),

    /** The JobManager that leads gets SIGKILL, and is started again as the standby of the one that takes over. */
    KILL_JOB_MANAGER("killJobManager", "kill the JobManager", 1),

    /** The broker gets SIGKILL, and is started again on the same data. */
    KILL_BROKER("killBroker", "kill the broker", 1),

    /** A record that is no query comes on the topic of queries. */
    CORRUPT_RECORD("corruptRecord", "corrupt record", 4);

    private final String key;
    private final String text;
    private final int weight;

    FaultKind(String key, String text, int weight) {
        this.key = key;
        this.text = text;
        this.weight = weight;
    }

    /** For machines. */
    String key() {
        return key;
    }

    /** For people. */
    String text() {
        return text;
    }

    /** How often it comes, compared with the others. */
    int weight() {
        return weight;
    }
}
