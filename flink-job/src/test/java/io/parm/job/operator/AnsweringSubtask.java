package io.parm.job.operator;

import io.parm.coding.CodeSpec;
import io.parm.coding.Encoder;
import io.parm.coding.ErasureCode;
import io.parm.coding.GroupState.Status;
import io.parm.coding.ParityOutput;
import io.parm.inference.InferenceResult.Kind;
import io.parm.job.Queries;
import io.parm.job.metrics.RecordedMetrics;
import io.parm.job.stream.Answer;
import io.parm.job.stream.Envelope;
import io.parm.job.stream.GroupEvent;
import io.parm.job.stream.GroupNotice;
import io.parm.job.stream.Outcome;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** One subtask of {@link AnswerGroup} in Flink's harness, with addition/sum and k = 2 unless another service is named. */
final class AnsweringSubtask implements AutoCloseable {

    static final int MAX_PARALLELISM = 360;
    static final long DEADLINE_MS = 10;
    static final long GIVE_UP_MS = 20;
    static final long RETENTION_MS = 5;
    static final float[] FALLBACK = {7, 7};

    /** Addition/sum, k = 2, r = 1. */
    static final GroupMaker MAKER =
            maker(new CodeSpec(Encoder.Kind.ADDITION, ParityOutput.Kind.SUM, 2, 1), "11111111", FALLBACK.length);

    private final KeyedOneInputStreamOperatorTestHarness<String, GroupEvent, Answer> harness;
    private long checkpoints;

    private AnsweringSubtask(
            KeyedOneInputStreamOperatorTestHarness<String, GroupEvent, Answer> harness, OperatorSubtaskState state)
            throws Exception {
        this.harness = harness;
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
    }

    /**
     * The only subtask.
     *
     * @param state what it goes on from, or {@code null}
     */
    static AnsweringSubtask alone(RecordedMetrics recorded, OperatorSubtaskState state) throws Exception {
        return alone(recorded, state, MAKER);
    }

    /** The same with another service. */
    static AnsweringSubtask alone(RecordedMetrics recorded, OperatorSubtaskState state, GroupMaker maker)
            throws Exception {
        var environment = new MockEnvironmentBuilder()
                .setMetricGroup(recorded.task())
                .setMaxParallelism(MAX_PARALLELISM)
                .build();
        return new AnsweringSubtask(
                new KeyedOneInputStreamOperatorTestHarness<>(
                        operator(maker), GroupEvent::groupId, Types.STRING, environment),
                state);
    }

    /**
     * One of several subtasks.
     *
     * @param state its part of what they go on from
     */
    static AnsweringSubtask of(int parallelism, int index, OperatorSubtaskState state) throws Exception {
        return new AnsweringSubtask(
                new KeyedOneInputStreamOperatorTestHarness<>(
                        operator(MAKER), GroupEvent::groupId, Types.STRING, MAX_PARALLELISM, parallelism, index),
                state);
    }

    /**
     * What a service's groups are.
     *
     * @param digest of the models, which the groups' mark has
     */
    static GroupMaker maker(CodeSpec spec, String digest, int outputSize) {
        GroupMark mark = new GroupMark(spec.k(), "k" + spec.k() + "-" + digest + "-");
        ErasureCode code = ErasureCode.of(spec, new int[] {4});
        return new GroupMaker(code, mark, outputSize, RETENTION_MS, GIVE_UP_MS + RETENTION_MS);
    }

    private static AnswerGroup operator(GroupMaker maker) {
        float[] fallback = new float[maker.outputSize()];
        Arrays.fill(fallback, FALLBACK[0]);
        return new AnswerGroup(maker, fallback, true);
    }

    void timeIs(long ms) throws Exception {
        harness.setProcessingTime(ms);
    }

    void tell(GroupEvent event) throws Exception {
        harness.processElement(new StreamRecord<>(event));
    }

    /** A group of two that arrives now; its queries are the id with -0 and -1. */
    void group(String id) throws Exception {
        long now = harness.getProcessingTime();
        tell(GroupNotice.member(id, 0, Queries.envelope(id + "-0", now)));
        tell(GroupNotice.lastMember(id, 1, Queries.envelope(id + "-1", now), 1));
    }

    /** A query that arrives now, of a group that stays open, with times of its own from now. */
    void query(String group, long deadlineMs, long giveUpMs) throws Exception {
        long now = harness.getProcessingTime();
        Envelope envelope = new Envelope(group + "-0", null, List.of(), now, now + deadlineMs, now + giveUpMs);
        tell(GroupNotice.member(group, 0, envelope));
    }

    void output(String group, int index, float... output) throws Exception {
        tell(new Outcome(group, index, Kind.OUTPUT, output, null));
    }

    List<Answer> answers() {
        return harness.extractOutputValues();
    }

    List<Status> sources() {
        return answers().stream().map(Answer::source).toList();
    }

    List<Answer> corrections() {
        var side = harness.getSideOutput(AnswerGroup.CORRECTIONS);
        return side == null
                ? List.of()
                : side.stream().map(StreamRecord::getValue).toList();
    }

    OperatorSubtaskState checkpoint() throws Exception {
        return harness.snapshot(++checkpoints, harness.getProcessingTime());
    }

    /** Entries of state in a checkpoint that is taken now: two for a group with members. */
    int keptEntries() throws Exception {
        checkpoint();
        return harness.numKeyedStateEntries();
    }

    int timers() {
        return harness.getProcessingTimeService().getNumActiveTimers();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
