package io.parm.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.inference.InferenceResult.Kind;
import io.parm.job.ScriptedInstances;
import io.parm.job.TestService;
import io.parm.job.config.JobConfig;
import io.parm.job.stream.GroupEvent;
import io.parm.job.stream.GroupNotice;
import io.parm.job.stream.ModelInput;
import io.parm.job.stream.Outcome;
import io.parm.model.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InferOperatorTest {

    private static final int K = 2;
    private static final GroupMark MARK = new GroupMark(K, "k2-00000000-");
    private static final long FOREVER = Long.MAX_VALUE / 2;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeService() throws IOException {
        TestService.write(folder);
    }

    @Test
    void whatIsNotItsOwnPassesAheadOfWhatIsInFlight() throws Exception {
        ModelInput parityQuery = input("g", K, 5);
        Outcome outcome = new Outcome("g", 1, Kind.REJECTED, null, "full");
        GroupNotice notice = GroupNotice.closed("g", 2, 1);
        try (var harness = harness(1, 0, true)) {
            harness.open();
            feed(harness, input("g", 0, ScriptedInstances.HANG), parityQuery, outcome, notice);

            assertThat(harness.extractOutputValues()).containsExactly(parityQuery, outcome, notice);
        }
    }

    @Test
    void ownInputBecomesItsOutcome() throws Exception {
        try (var harness = harness(1, 0, true)) {
            harness.open();
            feed(harness, input("g", 1, 5));
            harness.endInput();

            assertThat(harness.extractOutputValues())
                    .containsExactly(new Outcome("g", 1, Kind.OUTPUT, ScriptedInstances.output(new float[] {5}), null));
        }
    }

    @Test
    void inputsInFlightRunAgainAfterARestore() throws Exception {
        List<String> groups = List.of("a", "b", "c");
        assertThat(restored(snapshotInFlight(groups), 1, 0, true)).containsExactlyInAnyOrderElementsOf(groups);
    }

    /** Flink deals inputs in flight out anew, and does not ask where the state of their group is. */
    @Test
    void afterAChangeOfParallelismEachSubtaskRunsOnlyWhatHasItsGroupThere() throws Exception {
        List<String> groups = groups(40);
        OperatorSubtaskState snapshot = snapshotInFlight(groups);

        List<String> ran = new ArrayList<>();
        for (int subtask = 0; subtask < 2; subtask++) {
            List<String> of = restored(repartitioned(snapshot, 2, subtask), 2, subtask, true);
            OwnKeys own = new OwnKeys(subtask, 2, InferringSubtask.MAX_PARALLELISM);
            assertThat(of).isNotEmpty().allMatch(own::contains);
            ran.addAll(of);
        }
        assertThat(ran).doesNotHaveDuplicates().hasSizeLessThan(groups.size());
    }

    @Test
    void afterAChangeOfParallelismAllIsRunWhereOutcomesFindTheirGroupThemselves() throws Exception {
        List<String> groups = groups(40);
        OperatorSubtaskState snapshot = snapshotInFlight(groups);

        List<String> ran = new ArrayList<>();
        for (int subtask = 0; subtask < 2; subtask++) {
            ran.addAll(restored(repartitioned(snapshot, 2, subtask), 2, subtask, false));
        }
        assertThat(ran).containsExactlyInAnyOrderElementsOf(groups);
    }

    private static List<String> groups(int count) {
        List<String> groups = new ArrayList<>();
        for (int group = 0; group < count; group++) {
            groups.add("group-" + group);
        }
        return groups;
    }

    /** One query of each group was in flight. */
    private OperatorSubtaskState snapshotInFlight(List<String> groups) throws Exception {
        try (var harness = harness(1, 0, true)) {
            harness.open();
            for (String group : groups) {
                feed(harness, input(group, 0, 5));
            }
            // outcomes are put out by the task's thread, which is this one: all are still in flight
            return harness.snapshot(1, 0);
        }
    }

    private static OperatorSubtaskState repartitioned(OperatorSubtaskState state, int parallelism, int subtask) {
        return AbstractStreamOperatorTestHarness.repartitionOperatorState(
                state, InferringSubtask.MAX_PARALLELISM, 1, parallelism, subtask);
    }

    /** The groups whose queries ran. */
    private List<String> restored(OperatorSubtaskState state, int parallelism, int subtask, boolean inOneTask)
            throws Exception {
        try (var harness = harness(parallelism, subtask, inOneTask)) {
            harness.initializeState(state);
            harness.open();
            harness.endInput();
            return harness.extractOutputValues().stream()
                    .map(GroupEvent::groupId)
                    .toList();
        }
    }

    private OneInputStreamOperatorTestHarness<GroupEvent, GroupEvent> harness(
            int parallelism, int subtask, boolean inOneTask) throws Exception {
        JobConfig config = InferringSubtask.config(folder);
        Infer infer = Infer.deployed(Service.read(folder).deployedModel(), MARK, new ScriptedInstances(), config);
        return InferringSubtask.of(infer, inOneTask, parallelism, subtask);
    }

    private static void feed(OneInputStreamOperatorTestHarness<GroupEvent, ?> harness, GroupEvent... events)
            throws Exception {
        for (GroupEvent event : events) {
            harness.processElement(new StreamRecord<>(event));
        }
    }

    private static ModelInput input(String group, int index, float value) {
        return new ModelInput(group, index, 1, new float[] {value, 0, 0, 0}, FOREVER, FOREVER);
    }
}
