package io.parm.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.inference.InferenceResult.Kind;
import io.parm.job.config.ParityDelay;
import io.parm.job.stream.GroupEvent;
import io.parm.job.stream.ModelInput;
import io.parm.job.stream.Outcome;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The only subtask of {@link HoldParityQueries} in Flink's harness. What it is given is of groups of k = 2. */
final class HoldingSubtask implements AutoCloseable {

    static final long START = 1_000;
    static final long DELAY = 8;
    static final long ORPHAN = 100;
    static final GroupMark MARK = new GroupMark(2, "k2-11111111-");
    static final ParityDelay FIXED = new ParityDelay.Fixed(DELAY);

    private final KeyedOneInputStreamOperatorTestHarness<String, GroupEvent, GroupEvent> harness;

    private long checkpoints;

    private HoldingSubtask(ModelInputs parityQueries, ParityDelay delay, OperatorSubtaskState state) throws Exception {
        harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new HoldParityQueries(parityQueries, delay, ORPHAN), GroupEvent::groupId, Types.STRING);
        harness.setup(TypeInformation.of(GroupEvent.class).createSerializer(new SerializerConfigImpl()));
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
    }

    /** A new one, at {@link #START}. */
    static HoldingSubtask with(ParityDelay delay, int r) throws Exception {
        HoldingSubtask subtask = new HoldingSubtask(ModelInputs.parityQueries(MARK, r), delay, null);
        subtask.timeReached(START);
        return subtask;
    }

    /** Ends this one at {@link #START}; what goes on from its state may be another service's. */
    HoldingSubtask restored(GroupMark mark, int r) throws Exception {
        OperatorSubtaskState snapshot = harness.snapshot(++checkpoints, START);
        close();
        return new HoldingSubtask(ModelInputs.parityQueries(mark, r), FIXED, snapshot);
    }

    void timeReached(long timeMs) throws Exception {
        harness.setProcessingTime(timeMs);
    }

    void give(GroupEvent event) throws Exception {
        harness.processElement(new StreamRecord<>(event));
    }

    void parityQuery(String group, int parity, int members) throws Exception {
        give(new ModelInput(group, 2 + parity, members, new float[] {1, 2}, START + 20, START + 40));
    }

    void output(String group, int slot) throws Exception {
        give(new Outcome(group, slot, Kind.OUTPUT, new float[] {1}, null));
    }

    void failure(String group, int slot) throws Exception {
        give(new Outcome(group, slot, Kind.REJECTED, null, "full"));
    }

    /** All that came out. */
    List<GroupEvent> events() {
        return harness.extractOutputValues();
    }

    List<ModelInput> sent() {
        return out(ModelInput.class).toList();
    }

    List<Outcome> notNeeded() {
        return out(Outcome.class)
                .filter(outcome -> outcome.kind() == Kind.NOT_NEEDED)
                .toList();
    }

    void assertSomethingKept() throws Exception {
        assertThat(keptEntries()).isPositive();
    }

    void assertNothingKept() throws Exception {
        assertThat(keptEntries()).isZero();
    }

    /** Entries of state in a checkpoint that is taken now. */
    private int keptEntries() throws Exception {
        harness.snapshot(++checkpoints, harness.getProcessingTime());
        return harness.numKeyedStateEntries();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }

    private <T extends GroupEvent> Stream<T> out(Class<T> type) {
        return events().stream().filter(type::isInstance).map(type::cast);
    }
}
