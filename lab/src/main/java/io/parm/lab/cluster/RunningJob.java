package io.parm.lab.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;

/** A job on the embedded cluster. */
public final class RunningJob {

    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Duration BETWEEN_CHECKS = Duration.ofMillis(20);

    private final MiniCluster cluster;
    private final JobID id;

    RunningJob(MiniCluster cluster, JobID id) {
        this.cluster = cluster;
        this.id = id;
    }

    /** Whether it neither failed nor ended; a job that is restarting still runs. */
    public boolean isAlive() {
        return !status().isGloballyTerminalState();
    }

    /** How often the job was restarted after a failure. */
    public long restarts() {
        return cluster.getExecutionGraph(id)
                .join()
                .getAllExecutionVertices()
                .iterator()
                .next()
                .getCurrentExecutionAttempt()
                .getAttemptNumber();
    }

    /** Cancels the job and returns when it has ended. */
    public void cancel() throws InterruptedException {
        cluster.cancelJob(id).join();
        while (isAlive()) {
            pause();
        }
    }

    /**
     * Ends the job with a savepoint.
     *
     * @param savepoints the folder to write it into
     * @param drain whether the input ends first, so that nothing is left in flight
     * @return the savepoint
     */
    public Path stop(Path savepoints, boolean drain) {
        String savepoint = cluster.stopWithSavepoint(
                        id, savepoints.toUri().toString(), drain, SavepointFormatType.CANONICAL)
                .join();
        return Path.of(URI.create(savepoint));
    }

    /** @throws IllegalStateException if the job fails, or takes longer to start than anybody would wait */
    void awaitRunning() throws InterruptedException {
        long endNanos = System.nanoTime() + LONGEST_START.toNanos();
        while (!allTasksRun()) {
            if (!isAlive() || System.nanoTime() > endNanos) {
                throw new IllegalStateException("the job is " + status() + " instead of running: " + failure());
            }
            pause();
        }
    }

    private boolean allTasksRun() {
        if (status() != JobStatus.RUNNING) {
            return false;
        }
        for (AccessExecutionVertex task : cluster.getExecutionGraph(id).join().getAllExecutionVertices()) {
            if (task.getExecutionState() != ExecutionState.RUNNING) {
                return false;
            }
        }
        return true;
    }

    /** Why the job failed, for people. */
    public String failure() {
        var failure = cluster.getExecutionGraph(id).join().getFailureInfo();
        return failure == null
                ? "it has not failed yet"
                : failure.getException().toString();
    }

    private JobStatus status() {
        return cluster.getJobStatus(id).join();
    }

    private static void pause() throws InterruptedException {
        LockSupport.parkNanos(BETWEEN_CHECKS.toNanos());
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
