package io.parm.lab.local;

import io.parm.lab.Home;
import java.nio.file.Path;

/** The settings that are shipped for a cluster from which a process may be lost. */
public final class Recommended {

    private Recommended() {}

    /** Settings of Flink. */
    public static Path flinkSettings() {
        return Home.directory().resolve("conf/config.yaml");
    }

    /** Settings of the job; neither a service nor brokers are among them. */
    public static Path jobSettings() {
        return Home.directory().resolve("conf/job.yaml");
    }
}
