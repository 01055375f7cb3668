package io.parm.job.operator;

import io.parm.coding.ParityHold;
import io.parm.inference.InferenceResult.Kind;
import io.parm.inference.RecentLatencies;
import io.parm.job.config.ParityDelay;
import io.parm.job.metrics.ParityHoldMetrics;
import io.parm.job.stream.GroupEvent;
import io.parm.job.stream.ModelInput;
import io.parm.job.stream.Outcome;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Holds parity queries back for as long as the originals of their group may still come in time, and sends only those that are needed, as
 * {@link ParityHold} decides. One that is not needed becomes an outcome, so that nobody waits for it. All else passes.
 *
 * <p>Keyed by group id. Between checkpoints the groups are in memory: a group's hold, and its parity queries while they are held; both
 * forgotten when every parity query and every original's outcome is in, or a give-up + retention after the first of them. Keyed state has
 * them at a checkpoint. How long groups took lately is no state: after a restore nothing is held by a quantile until enough were measured
 * again. One timer for all groups, for the end of the first delay or group. Missing outcome: the timer sends. Failed original: its parity
 * queries are sent at once. Parity query or outcome twice: nothing; after the end, a group that sends nothing and is forgotten by the
 * timer. Late outcome: the parity queries are sent already. Restored: the groups go on, and what is due is done. Parity query of another
 * service's group: dropped, held or not.
 */
public final class HoldParityQueries extends AbstractStreamOperator<GroupEvent>
        implements OneInputStreamOperator<GroupEvent, GroupEvent> {

    /** Long enough for the p99 of a few groups a second, short enough to follow the load. */
    static final long WINDOW_MS = 30_000;

    private static final long serialVersionUID = 1L;

    private final ModelInputs parityQueries;
    private final ParityDelay delay;
    private final long orphanMs;

    private transient LiveGroups<HeldGroup> groups;
    private transient KeptHolds kept;
    private transient EarliestTimer timer;
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
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        groups = new LiveGroups<>();
        kept = new KeptHolds(getKeyedStateBackend(), context.getKeyedStateStore());
        kept.restored().forEach(groups::add);
    }

    @Override
    public void open() throws Exception {
        super.open();
        recent = new RecentLatencies(WINDOW_MS);
        metrics = new ParityHoldMetrics(getMetricGroup());
        timer = new EarliestTimer(getProcessingTimeService(), this::timeReached);
        timer.noLaterThan(groups.nextDueMs());
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        kept.replace(groups.all());
    }

    /** Flink need not look for the state of an event's key: it is not touched before the next checkpoint. */
    @Override
    @SuppressWarnings("rawtypes") // as Flink declares it
    public void setKeyContextElement1(StreamRecord event) {
        // Nothing to do.
    }

    @Override
    public void processElement(StreamRecord<GroupEvent> element) {
        GroupEvent event = element.getValue();
        if (event instanceof ModelInput parityQuery) {
            if (parityQueries.runs(parityQuery)) {
                hold(parityQuery, nowMs());
            }
            return;
        }
        output.collect(element);
        if (event instanceof Outcome outcome) {
            note(outcome, nowMs());
        }
    }

    private void hold(ModelInput parityQuery, long now) {
        int parity = parityQueries.model(parityQuery);
        HeldGroup group = group(parityQuery.groupId(), now);
        if (group.hold().knows(parity)) {
            return;
        }
        long delayMs = delay.ms(recent, now);
        metrics.held(delayMs);
        group.parityQueries().add(parityQuery);
        goOn(group, group.hold().parityQuery(parity, parityQuery.members(), delayMs, now), now);
        timer.noLaterThan(groups.nextDueMs());
    }

    private void note(Outcome outcome, long now) {
        HeldGroup group = group(outcome.groupId(), now);
        ParityHold before = group.hold();
        ParityHold after = outcome.kind() == Kind.OUTPUT
                ? before.output(outcome.index(), now)
                : before.failure(outcome.index(), now);
        goOn(group, after, now);
        timer.noLaterThan(groups.nextDueMs());
    }

    /** Each group is told the time that it was due, not when that is looked after, so that nothing drifts. */
    private void timeReached(long timeMs) {
        for (HeldGroup group = groups.due(timeMs); group != null; group = groups.due(timeMs)) {
            long dueMs = group.dueMs();
            goOn(group, group.hold().timeReached(dueMs), dueMs);
        }
        timer.noLaterThan(groups.nextDueMs());
    }

    private HeldGroup group(String id, long now) {
        HeldGroup group = groups.find(id);
        if (group == null) {
            group = new HeldGroup(id, ParityHold.create(now + orphanMs));
            groups.add(group);
        }
        return group;
    }

    private void goOn(HeldGroup group, ParityHold after, long now) {
        measure(group.hold(), after, now);
        group.hold(after);
        if (after.finished(parityQueries.perGroup(), now)) {
            groups.remove(group);
        } else {
            groups.move(group, after.nextTimeMs());
        }
        if (after.verdict() != ParityHold.Verdict.HELD) {
            emit(group);
        }
    }

    /** How long the parity queries would have had to wait to be needed no more, whether they were held so long or not. */
    private void measure(ParityHold before, ParityHold after, long now) {
        if (after.complete() && !before.complete()) {
            recent.record(Math.max(0, now - after.sinceMs()), now);
        }
    }

    private void emit(HeldGroup group) {
        for (ModelInput parityQuery : group.parityQueries()) {
            if (parityQueries.runs(parityQuery)) {
                emit(parityQuery, group.hold().verdict());
            }
        }
        group.parityQueries().clear();
    }

    private void emit(ModelInput parityQuery, ParityHold.Verdict verdict) {
        if (verdict == ParityHold.Verdict.SENT) {
            metrics.countSent();
            output.collect(new StreamRecord<>(parityQuery));
        } else {
            metrics.countNotNeeded();
            output.collect(new StreamRecord<>(Outcome.notNeeded(parityQuery)));
        }
    }

    private long nowMs() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }
}
