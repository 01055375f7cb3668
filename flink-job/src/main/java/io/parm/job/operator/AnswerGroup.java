package io.parm.job.operator;

import io.parm.coding.CodingGroup;
import io.parm.coding.Decision;
import io.parm.coding.ErasureCode;
import io.parm.coding.GroupState;
import io.parm.inference.InferenceResult;
import io.parm.job.metrics.AnswerMetrics;
import io.parm.job.metrics.ReconstructionChecks;
import io.parm.job.stream.Answer;
import io.parm.job.stream.Envelope;
import io.parm.job.stream.GroupEvent;
import io.parm.job.stream.GroupNotice;
import io.parm.job.stream.Outcome;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers each query of a coding group exactly once, as {@link CodingGroup} decides, and puts late originals out as corrections.
 *
 * <p>Keyed by group id. State: the group, its members' envelopes, the armed timer; all cleared when every query is answered and every
 * outcome is in, or at the last give-up + retention. One processing-time timer at a time, not after the group's next deadline, give-up
 * or end: when that moves away, the timer stays and finds nothing to do, since most groups end before it. Missing outcome: the timers answer. Outcome twice or after the end: nothing (after the end it leaves a state of no members
 * that answers nothing and is cleared by its own timer). Restored: the group goes on, and timers that are due fire.
 */
public final class AnswerGroup extends KeyedProcessFunction<String, GroupEvent, Answer> {

    /** Originals that came after their query was answered otherwise. */
    public static final OutputTag<Answer> CORRECTIONS = new OutputTag<>("corrections") {
        private static final long serialVersionUID = 1L;
    };

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(AnswerGroup.class);

    private final ErasureCode code;
    private final float[] defaultOutput;
    private final long retentionMs;
    private final long orphanMs;
    private final boolean isClassifier;

    private transient ValueState<GroupState> groupState;
    private transient MapState<Integer, Envelope> envelopes;
    private transient ValueState<Long> armedMs;
    private transient AnswerMetrics metrics;
    private transient ReconstructionChecks checks;
    private transient long beganNanos;

    /**
     * @param defaultOutput the answer when nothing else came in time, {@code [c]}
     * @param retentionMs how long after give-up a late original is a correction
     * @param orphanMs how long outcomes of a group that no member is known of are kept
     * @param isClassifier whether the largest float of an output is its class, so that reconstructions can be compared
     */
    public AnswerGroup(ErasureCode code, float[] defaultOutput, long retentionMs, long orphanMs, boolean isClassifier) {
        this.code = code;
        this.defaultOutput = defaultOutput.clone();
        this.retentionMs = retentionMs;
        this.orphanMs = orphanMs;
        this.isClassifier = isClassifier;
    }

    @Override
    public void open(OpenContext context) {
        groupState =
                getRuntimeContext().getState(new ValueStateDescriptor<>("group", TypeInformation.of(GroupState.class)));
        envelopes = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("envelopes", Types.INT, TypeInformation.of(Envelope.class)));
        armedMs = getRuntimeContext().getState(new ValueStateDescriptor<>("armed-timer", Types.LONG));
        MetricGroup group = getRuntimeContext().getMetricGroup();
        metrics = new AnswerMetrics(group);
        checks = new ReconstructionChecks(group, isClassifier);
    }

    @Override
    public void processElement(GroupEvent event, Context context, Collector<Answer> out) throws Exception {
        long now = context.timerService().currentProcessingTime();
        CodingGroup group = group(now);
        if (event instanceof GroupNotice notice) {
            note(notice, group, now, context, out);
        } else if (event instanceof Outcome outcome) {
            emit(decisions(outcome, group, now), group, now, context, out);
        } else {
            throw new IllegalStateException("no step has run " + event);
        }
        keep(group, now, context.timerService());
    }

    private void note(GroupNotice notice, CodingGroup group, long now, Context context, Collector<Answer> out)
            throws Exception {
        if (notice.slot() != GroupNotice.NO_MEMBER) {
            Envelope envelope = notice.envelope();
            envelopes.put(notice.slot(), envelope);
            emit(
                    group.member(notice.slot(), envelope.deadlineMs(), envelope.giveUpMs(), now),
                    group,
                    now,
                    context,
                    out);
        }
        if (notice.size() != GroupNotice.STILL_OPEN) {
            emit(group.closed(notice.size(), notice.parities(), now), group, now, context, out);
        }
    }

    private static List<Decision> decisions(Outcome outcome, CodingGroup group, long now) {
        return outcome.kind() == InferenceResult.Kind.OUTPUT
                ? group.output(outcome.index(), outcome.output(), now)
                : group.failure(outcome.index(), outcome.reason(), now);
    }

    /** The timer's own time is the time that is told, so that nothing drifts. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Answer> out) throws Exception {
        CodingGroup group = group(timestamp);
        armedMs.clear();
        emit(group.timeReached(timestamp), group, timestamp, context, out);
        keep(group, timestamp, context.timerService());
    }

    private CodingGroup group(long now) throws Exception {
        beganNanos = System.nanoTime();
        GroupState state = groupState.value();
        return state == null
                ? CodingGroup.create(code, retentionMs, now + orphanMs)
                : new CodingGroup(code, retentionMs, state);
    }

    private void emit(List<Decision> decisions, CodingGroup group, long now, Context context, Collector<Answer> out)
            throws Exception {
        for (Decision decision : decisions) {
            Envelope envelope = envelopes.get(decision.slot());
            GroupState.Status source =
                    group.state().members().get(decision.slot()).status();
            float[] output = decision.kind() == Decision.Kind.DEFAULT ? defaultOutput : decision.output();
            Answer answer = new Answer(
                    envelope,
                    context.getCurrentKey(),
                    decision.slot(),
                    source,
                    output,
                    decision.reason(),
                    Math.max(0, now - envelope.arrivalMs()));
            if (decision.kind() == Decision.Kind.CORRECTION) {
                countCorrection(answer, group);
                context.output(CORRECTIONS, answer);
            } else {
                count(answer, now);
                out.collect(answer);
            }
        }
    }

    private void count(Answer answer, long now) {
        if (answer.source() != GroupState.Status.ORIGINAL) {
            LOG.debug("group {} slot {}: {}, {}", answer.groupId(), answer.slot(), answer, answer.reason());
        }
        metrics.answered(answer.source(), answer.latencyMs());
        if (answer.source() == GroupState.Status.RECONSTRUCTED) {
            long lateMs = Math.max(0, now - answer.envelope().deadlineMs());
            metrics.reconstructed(lateMs, System.nanoTime() - beganNanos);
        }
    }

    private void countCorrection(Answer correction, CodingGroup group) {
        metrics.lateOriginal();
        if (correction.source() == GroupState.Status.RECONSTRUCTED) {
            checks.lateOriginal(group, correction.slot(), correction.output());
        }
    }

    private void keep(CodingGroup group, long now, TimerService timers) throws Exception {
        Long armed = armedMs.value();
        if (group.finished(now)) {
            disarm(armed, timers);
            groupState.clear();
            envelopes.clear();
            armedMs.clear();
            checks.finished(group);
            return;
        }
        long next = group.nextTimeMs(now);
        if (armed == null || next < armed) {
            disarm(armed, timers);
            timers.registerProcessingTimeTimer(next);
            armedMs.update(next);
        }
        groupState.update(group.state());
    }

    private static void disarm(Long armed, TimerService timers) {
        if (armed != null) {
            timers.deleteProcessingTimeTimer(armed);
        }
    }
}
