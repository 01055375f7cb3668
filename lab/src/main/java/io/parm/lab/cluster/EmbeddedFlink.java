package io.parm.lab.cluster;

import io.parm.inference.InstanceFactory;
import io.parm.job.ParmJob;
import io.parm.job.config.JobConfig;
import io.parm.model.UserError;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * A Flink cluster in this process, with Flink's web UI on the loopback interface; jobs cannot be submitted or cancelled over the web.
 */
public final class EmbeddedFlink implements AutoCloseable {

    /** Any free port for the web UI. */
    public static final int FREE_PORT = 0;

    private static final String HOST = "127.0.0.1";

    private final MiniCluster cluster;

    private EmbeddedFlink(MiniCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Starts a cluster of one TaskManager.
     *
     * @param slots task slots, see {@link JobConfig#slots}
     * @param webPort port of the web UI, or {@link #FREE_PORT}
     * @throws UserError if the cluster does not start, as when the port is taken
     */
    public static EmbeddedFlink start(int slots, int webPort) {
        Configuration settings = new Configuration();
        settings.set(RestOptions.ADDRESS, HOST);
        settings.set(RestOptions.BIND_ADDRESS, HOST);
        settings.set(RestOptions.BIND_PORT, String.valueOf(webPort));
        settings.set(WebOptions.SUBMIT_ENABLE, false);
        settings.set(WebOptions.CANCEL_ENABLE, false);
        settings.set(JobManagerOptions.ADDRESS, HOST);
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(8));
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofMillis(200));
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .setCommonBindAddress(HOST)
                .build());
        try {
            cluster.start();
        } catch (Exception e) {
            throw new UserError("Flink does not start with its web UI on port " + webPort + ": " + rootMessage(e), e);
        }
        return new EmbeddedFlink(cluster);
    }

    /** Where the web UI is. */
    public URI webAddress() {
        return cluster.getRestAddress().join();
    }

    /**
     * Submits the job and returns when all of its tasks run.
     *
     * @param checkpoint the checkpoint it goes on from, if any
     * @throws UserError if a setting or a model file does not fit
     */
    public RunningJob submit(JobConfig config, InstanceFactory instances, Optional<Path> checkpoint)
            throws InterruptedException {
        Configuration settings = new Configuration();
        checkpoint.ifPresent(path ->
                settings.set(StateRecoveryOptions.SAVEPOINT_PATH, path.toUri().toString()));
        // Without parity.delay there is no operator that holds parity queries, and what it held is not needed.
        settings.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        ParmJob.define(env, config, instances);
        return submit(env, ParmJob.NAME);
    }

    /** Submits any job and returns when all of its tasks run. */
    public RunningJob submit(StreamExecutionEnvironment env, String name) throws InterruptedException {
        StreamGraph graph = env.getStreamGraph();
        graph.setJobName(name);
        RunningJob job = new RunningJob(
                cluster, cluster.submitJob(graph.getJobGraph()).join().getJobID());
        job.awaitRunning();
        return job;
    }

    @Override
    public void close() throws Exception {
        cluster.close();
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }
}
