package io.parm.lab.soak;

import io.parm.lab.local.FlinkRest;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Restarts of a job, under one JobManager after the other: that another one takes over is a restart, too. Of several between two looks the
 * last is seen. Pure. Not thread-safe.
 */
final class Restarts {

    private final TreeMap<Long, Long> nanosByMs = new TreeMap<>();
    private long firstMs;

    /**
     * Takes down what a JobManager knows of the job's starts.
     *
     * @param nowMs the time in Unix milliseconds, as in the starts
     * @param nowNanos the same moment from the start of the load
     */
    void add(FlinkRest.Starts starts, long nowMs, long nowNanos) {
        if (firstMs == 0) {
            firstMs = starts.startedMs();
        }
        for (long ms : List.of(starts.startedMs(), starts.restartedMs())) {
            if (ms > firstMs) {
                nanosByMs.putIfAbsent(ms, nowNanos - TimeUnit.MILLISECONDS.toNanos(nowMs - ms));
            }
        }
    }

    /** When they began, ascending, in nanoseconds from the start of the load. */
    List<Long> nanos() {
        return List.copyOf(nanosByMs.values());
    }
}
