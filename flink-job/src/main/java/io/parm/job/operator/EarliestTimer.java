package io.parm.job.operator;

import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/** One processing-time timer at a time, for the earliest time that was asked for. Not thread-safe; asking is hot. */
final class EarliestTimer {

    /** A time that does not come. */
    static final long NEVER = Long.MAX_VALUE;

    private final ProcessingTimeService time;
    private final ProcessingTimeCallback callback;
    private ScheduledFuture<?> timer;
    private long setForMs = NEVER;

    EarliestTimer(ProcessingTimeService time, ProcessingTimeCallback callback) {
        this.time = time;
        this.callback = callback;
    }

    /** Calls back at this time, unless that is to be done before; then it has to be asked for again. */
    void noLaterThan(long timeMs) {
        if (timeMs >= setForMs) {
            return;
        }
        if (timer != null) {
            timer.cancel(false);
        }
        setForMs = timeMs;
        timer = time.registerTimer(timeMs, this::reached);
    }

    private void reached(long timeMs) throws Exception {
        setForMs = NEVER;
        callback.onProcessingTime(timeMs);
    }
}
