package io.parm.job.operator;

import io.parm.coding.ParityHold;
import io.parm.inference.InferenceResult.Kind;
import io.parm.inference.RecentLatencies;
import io.parm.job.config.ParityDelay;
import io.parm.job.metrics.ParityHoldMetrics;
import io.parm.job.stream.GroupEvent;
import io.parm.job.stream.ModelInput;
import io.parm.job.stream.Outcome;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Holds parity queries back for as long as the originals of their group may still come in time, and sends only those that are needed, as
 * {@link ParityHold} decides. One that is not needed becomes an outcome, so that nobody waits for it. All else passes.
 *
 * <p>Keyed by group id. State: the group's hold, its parity queries while they are held, the armed timer; all cleared when every parity
 * query and every original's outcome is in, or a give-up + retention after the first of them. How long groups took lately is no state:
 * after a restore nothing is held by a quantile until enough were measured again. One processing-time timer at a time, for the end of
 * the delay or of the group. Missing outcome: the timer sends. Failed original: its parity queries are sent at once. Parity query or
 * outcome twice: nothing; after the end, a state that sends nothing and is cleared by its own timer. Late outcome: the parity queries
 * are sent already. Restored: the group goes on, and timers that are due fire. Parity query of another service's group: dropped, held or
 * not.
 */
public final class HoldParityQueries extends KeyedProcessFunction<String, GroupEvent, GroupEvent> {

    /** Long enough for the p99 of a few groups a second, short enough to follow the load. */
    static final long WINDOW_MS = 30_000;

    private static final long serialVersionUID = 1L;

    private final ModelInputs parityQueries;
    private final ParityDelay delay;
    private final long orphanMs;

    private transient ValueState<ParityHold> holdState;
    private transient MapState<Integer, ModelInput> held;
    private transient ValueState<Long> armedMs;
    private transient RecentLatencies recent;
    private transient ParityHoldMetrics metrics;

    /**
     * @param parityQueries which are held; others are dropped
     * @param orphanMs how long what comes of a group is kept while the rest is missing
     */
    public HoldParityQueries(ModelInputs parityQueries, ParityDelay delay, long orphanMs) {
        this.parityQueries = parityQueries;
        this.delay = delay;
        this.orphanMs = orphanMs;
    }

    @Override
    public void open(OpenContext context) {
        holdState =
                getRuntimeContext().getState(new ValueStateDescriptor<>("hold", TypeInformation.of(ParityHold.class)));
        held = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("held", Types.INT, TypeInformation.of(ModelInput.class)));
        armedMs = getRuntimeContext().getState(new ValueStateDescriptor<>("armed-timer", Types.LONG));
        recent = new RecentLatencies(WINDOW_MS);
        metrics = new ParityHoldMetrics(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(GroupEvent event, Context context, Collector<GroupEvent> out) throws Exception {
        long now = context.timerService().currentProcessingTime();
        if (event instanceof ModelInput parityQuery) {
            if (parityQueries.runs(parityQuery)) {
                hold(parityQuery, now, context.timerService(), out);
            }
            return;
        }
        out.collect(event);
        if (event instanceof Outcome outcome) {
            note(outcome, now, context.timerService(), out);
        }
    }

    private void hold(ModelInput parityQuery, long now, TimerService timers, Collector<GroupEvent> out)
            throws Exception {
        int parity = parityQueries.model(parityQuery);
        ParityHold before = hold(now);
        if (before.knows(parity)) {
            return;
        }
        long delayMs = delay.ms(recent, now);
        metrics.held(delayMs);
        held.put(parityQuery.index(), parityQuery);
        ParityHold after = before.parityQuery(parity, parityQuery.members(), delayMs, now);
        measure(before, after, now);
        emit(after, out);
        keep(after, now, timers);
    }

    private void note(Outcome outcome, long now, TimerService timers, Collector<GroupEvent> out) throws Exception {
        ParityHold before = hold(now);
        ParityHold after = outcome.kind() == Kind.OUTPUT
                ? before.output(outcome.index(), now)
                : before.failure(outcome.index(), now);
        measure(before, after, now);
        emit(after, out);
        keep(after, now, timers);
    }

    /** The timer's own time is the time that is told, so that nothing drifts. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<GroupEvent> out) throws Exception {
        armedMs.clear();
        ParityHold after = hold(timestamp).timeReached(timestamp);
        emit(after, out);
        keep(after, timestamp, context.timerService());
    }

    private ParityHold hold(long now) throws Exception {
        ParityHold state = holdState.value();
        return state == null ? ParityHold.create(now + orphanMs) : state;
    }

    /** How long the parity queries would have had to wait to be needed no more, whether they were held so long or not. */
    private void measure(ParityHold before, ParityHold after, long now) {
        if (after.complete() && !before.complete()) {
            recent.record(Math.max(0, now - after.sinceMs()), now);
        }
    }

    private void emit(ParityHold hold, Collector<GroupEvent> out) throws Exception {
        if (hold.verdict() == ParityHold.Verdict.HELD) {
            return;
        }
        for (ModelInput parityQuery : held.values()) {
            if (parityQueries.runs(parityQuery)) {
                emit(parityQuery, hold.verdict(), out);
            }
        }
        held.clear();
    }

    private void emit(ModelInput parityQuery, ParityHold.Verdict verdict, Collector<GroupEvent> out) {
        if (verdict == ParityHold.Verdict.SENT) {
            metrics.countSent();
            out.collect(parityQuery);
        } else {
            metrics.countNotNeeded();
            out.collect(Outcome.notNeeded(parityQuery));
        }
    }

    private void keep(ParityHold hold, long now, TimerService timers) throws Exception {
        Long armed = armedMs.value();
        boolean finished = hold.finished(parityQueries.perGroup(), now);
        Long next = finished ? null : Long.valueOf(hold.nextTimeMs());
        if (armed != null && !armed.equals(next)) {
            timers.deleteProcessingTimeTimer(armed);
        }
        if (finished) {
            holdState.clear();
            held.clear();
            armedMs.clear();
            return;
        }
        if (!Objects.equals(armed, next)) {
            timers.registerProcessingTimeTimer(next);
            armedMs.update(next);
        }
        holdState.update(hold);
    }
}
