package io.parm.job.operator;

import io.parm.coding.CodingGroup;
import io.parm.coding.Decision;
import io.parm.coding.UndecodableGroup;
import io.parm.inference.InferenceResult;
import io.parm.job.stream.Answer;
import io.parm.job.stream.Envelope;
import io.parm.job.stream.GroupEvent;
import io.parm.job.stream.GroupNotice;
import io.parm.job.stream.Outcome;
import java.util.List;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Answers each query of a coding group exactly once, as {@link CodingGroup} decides, and puts late originals out as corrections.
 *
 * <p>Keyed by group id. The groups that are not over are in memory, since most are over within milliseconds; a checkpoint writes them to
 * keyed state ({@link KeptGroups}), and a restore reads them from there. A group is forgotten when every query is answered and every
 * outcome is in, or at the last give-up + retention. One processing-time timer for all groups, not after the first deadline, give-up or
 * end: when that moves away, the timer stays and finds nothing to do, since most groups end before it. Missing outcome: the timer
 * answers. Outcome twice or after the end: nothing (after the end it makes a group of no members that answers nothing and is forgotten in
 * time). Restored: the groups go on, and what was due meanwhile is due at once. Made by another service: answered, never decoded.
 */
public final class AnswerGroup extends AbstractStreamOperator<Answer>
        implements OneInputStreamOperator<GroupEvent, Answer> {

    /** Originals that came after their query was answered otherwise. */
    public static final OutputTag<Answer> CORRECTIONS = new OutputTag<>("corrections") {
        private static final long serialVersionUID = 1L;
    };

    private static final long serialVersionUID = 1L;

    private final GroupMaker maker;
    private final float[] defaultOutput;
    private final boolean isClassifier;

    private transient LiveGroups<LiveGroup> groups;
    private transient KeptCodingGroups kept;
    private transient EarliestTimer timer;
    private transient AnswerCounts counts;

    /**
     * @param defaultOutput the answer when nothing else came in time, {@code [c]}
     * @param isClassifier whether the largest float of an output is its class, so that reconstructions can be compared
     */
    public AnswerGroup(GroupMaker maker, float[] defaultOutput, boolean isClassifier) {
        this.maker = maker;
        this.defaultOutput = defaultOutput.clone();
        this.isClassifier = isClassifier;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        groups = new LiveGroups<>();
        kept = new KeptCodingGroups(getKeyedStateBackend(), context.getKeyedStateStore(), maker);
        List<LiveGroup> restored = kept.restored();
        restored.forEach(groups::add);
        RestoreLog.undecodable(
                restored.stream()
                        .filter(group ->
                                !maker.isDecodable(group.id(), group.coding().state()))
                        .map(LiveGroup::id)
                        .toList(),
                maker.mark());
    }

    @Override
    public void open() throws Exception {
        super.open();
        counts = new AnswerCounts(getMetricGroup(), isClassifier);
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
        counts.began();
        long now = getProcessingTimeService().getCurrentProcessingTime();
        GroupEvent event = element.getValue();
        LiveGroup group = group(event.groupId(), now);
        if (event instanceof GroupNotice notice) {
            note(notice, group, now);
        } else if (event instanceof Outcome outcome) {
            emit(decisions(outcome, group, now), group, now);
        } else {
            throw new IllegalStateException("no step has run " + event);
        }
        forgetIfOver(group, now);
        timer.noLaterThan(groups.nextDueMs());
    }

    private LiveGroup group(String id, long now) {
        LiveGroup group = groups.find(id);
        if (group == null) {
            group = maker.create(id, now);
            groups.add(group);
        }
        return group;
    }

    private void note(GroupNotice notice, LiveGroup group, long now) {
        if (notice.slot() != GroupNotice.NO_MEMBER) {
            Envelope envelope = notice.envelope();
            group.put(notice.slot(), envelope);
            emit(group.coding().member(notice.slot(), envelope.deadlineMs(), envelope.giveUpMs(), now), group, now);
            dueNoLaterThan(group.coding().nextTimeMs(now), group);
        }
        if (notice.size() != GroupNotice.STILL_OPEN) {
            emit(group.coding().closed(notice.size(), notice.parities(), now), group, now);
        }
    }

    private List<Decision> decisions(Outcome outcome, LiveGroup group, long now) {
        if (outcome.kind() != InferenceResult.Kind.OUTPUT) {
            return group.coding().failure(outcome.index(), outcome.reason(), now);
        }
        boolean own = outcome.index() < group.slots();
        return own && outcome.output().length != defaultOutput.length
                ? group.coding().failure(outcome.index(), UndecodableGroup.OTHER_SIZE, now)
                : group.coding().output(outcome.index(), outcome.output(), now);
    }

    private void dueNoLaterThan(long timeMs, LiveGroup group) {
        if (timeMs < group.dueMs()) {
            groups.move(group, timeMs);
        }
    }

    /** Each group is told the time that it was due, not when that is looked after, so that nothing drifts. */
    private void timeReached(long timeMs) {
        for (LiveGroup group = groups.due(timeMs); group != null; group = groups.due(timeMs)) {
            counts.began();
            long dueMs = group.dueMs();
            emit(group.coding().timeReached(dueMs), group, dueMs);
            groups.move(group, group.coding().nextTimeMs(dueMs));
            forgetIfOver(group, dueMs);
        }
        timer.noLaterThan(groups.nextDueMs());
    }

    private void forgetIfOver(LiveGroup group, long now) {
        if (group.coding().finished(now)) {
            groups.remove(group);
            counts.over(group.coding());
        }
    }

    private void emit(List<Decision> decisions, LiveGroup group, long now) {
        for (Decision decision : decisions) {
            Answer answer = answer(decision, group, now);
            if (decision.kind() == Decision.Kind.CORRECTION) {
                counts.corrected(answer, group.coding());
                output.collect(CORRECTIONS, new StreamRecord<>(answer));
            } else {
                counts.answered(answer, now);
                output.collect(new StreamRecord<>(answer));
            }
        }
    }

    private Answer answer(Decision decision, LiveGroup group, long now) {
        Envelope envelope = group.envelope(decision.slot());
        return new Answer(
                envelope,
                group.id(),
                decision.slot(),
                group.coding().status(decision.slot()),
                decision.kind() == Decision.Kind.DEFAULT ? defaultOutput : decision.output(),
                decision.reason(),
                Math.max(0, now - envelope.arrivalMs()));
    }
}
