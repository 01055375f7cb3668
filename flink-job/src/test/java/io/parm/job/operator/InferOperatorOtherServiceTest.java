package io.parm.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.inference.InferenceResult.Kind;
import io.parm.job.ScriptedInstances;
import io.parm.job.TestService;
import io.parm.job.stream.GroupEvent;
import io.parm.job.stream.ModelInput;
import io.parm.job.stream.Outcome;
import io.parm.model.ModelFile;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the inputs in flight when the job goes on with another service. */
class InferOperatorOtherServiceTest {

    private static final long FOREVER = Long.MAX_VALUE / 2;
    private static final int[] SHAPE = {1, 2, 2};

    @TempDir
    private Path folder;

    private ModelFile model;

    @BeforeEach
    void writeService() throws Exception {
        model = TestService.write(folder).deployedModel();
    }

    /** A query of k = 3 may have the index of a parity query of k = 2. */
    @ParameterizedTest
    @CsvSource({"2, 3", "3, 2", "2, 2", "4, 1"})
    void queriesInFlightRunOnTheNewDeployedModelWhateverTheirSlot(int k, int newK) throws Exception {
        GroupMark old = mark(k, "1");
        List<ModelInput> queries = IntStream.range(0, k)
                .mapToObj(slot -> input(old.text() + "g", slot, 4))
                .toList();
        OperatorSubtaskState snapshot = inFlight(queriesOf(old, model), queries);

        assertThat(restored(queriesOf(mark(newK, "2"), model), snapshot))
                .containsExactlyInAnyOrderElementsOf(queries.stream()
                        .map(query -> new Outcome(
                                query.groupId(),
                                query.index(),
                                Kind.OUTPUT,
                                ScriptedInstances.output(query.input()),
                                null))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 3, 1", "3, 1, 2, 1", "2, 1, 2, 1", "2, 2, 2, 1", "2, 1, 1, 0"})
    void parityQueriesInFlightAreDropped(int k, int r, int newK, int newR) throws Exception {
        GroupMark old = mark(k, "1");
        List<ModelInput> parityQueries = IntStream.range(0, r)
                .mapToObj(parity -> input(old.text() + "g", k + parity, 4))
                .toList();
        OperatorSubtaskState snapshot = inFlight(parityOf(old, r), parityQueries);

        assertThat(restored(parityOf(mark(newK, "2"), newR), snapshot)).isEmpty();
        assertThat(restored(parityOf(old, r), snapshot))
                .as("of the same service")
                .hasSize(r);
    }

    @Test
    void queryWhoseInputHasAnotherSizeIsAnOutcomeAtOnceAndNoInstanceSeesIt() throws Exception {
        ModelInput query = input("k2-00000001-g", 1, 9);
        OperatorSubtaskState snapshot =
                inFlight(queriesOf(mark(2, "1"), new ModelFile(model.path(), new int[] {9}, 2)), List.of(query));

        assertThat(restored(queriesOf(mark(2, "2"), model), snapshot))
                .containsExactly(new Outcome(
                        query.groupId(),
                        1,
                        Kind.FAILED,
                        null,
                        "it was admitted for a service whose inputs have another size"));
    }

    /** As from an unaligned checkpoint, whose channels keep what was between two tasks. */
    @Test
    void inputThatWasOnItsWayIsToldByItsOwnGroupsSlots() throws Exception {
        ModelInput query = input("k3-00000001-g", 2, 4);
        ModelInput parityQuery = input("k3-00000001-g", 3, 4);
        try (var queries = InferringSubtask.of(queriesOf(mark(2, "2"), model), true, 1, 0);
                var parity = InferringSubtask.of(parityOf(mark(2, "2"), 1), true, 1, 0)) {
            queries.open();
            parity.open();
            for (ModelInput input : List.of(query, parityQuery)) {
                queries.processElement(new StreamRecord<>(input));
            }
            queries.endInput();
            assertThat(queries.extractOutputValues())
                    .containsExactlyInAnyOrder(
                            parityQuery,
                            new Outcome(
                                    query.groupId(), 2, Kind.OUTPUT, ScriptedInstances.output(query.input()), null));

            parity.processElement(new StreamRecord<>(parityQuery));
            parity.endInput();
            assertThat(parity.extractOutputValues()).isEmpty();
        }
    }

    /** Nothing says of which code they are, but that this one has no such slot or parity query. */
    @Test
    void unmarkedInputsThatAreNoneOfThisCodeAreDropped() throws Exception {
        GroupMark unmarked = new GroupMark(3, "");
        OperatorSubtaskState queries =
                inFlight(queriesOf(unmarked, model), List.of(input("g", 1, 4), input("g", 2, 4)));
        OperatorSubtaskState parityQuery = inFlight(parityOf(unmarked, 1), List.of(input("g", 3, 4)));

        assertThat(restored(queriesOf(mark(2, "2"), model), queries))
                .extracting(outcome -> ((Outcome) outcome).index())
                .containsExactly(1);
        assertThat(restored(parityOf(mark(2, "2"), 1), parityQuery)).isEmpty();
        assertThat(restored(parityOf(mark(4, "2"), 1), parityQuery)).isEmpty();
    }

    private static GroupMark mark(int k, String digest) {
        return new GroupMark(k, "k" + k + "-0000000" + digest + "-");
    }

    private Infer queriesOf(GroupMark mark, ModelFile model) {
        return Infer.deployed(model, mark, new ScriptedInstances(), InferringSubtask.config(folder));
    }

    private Infer parityOf(GroupMark mark, int r) {
        List<ModelFile> models =
                Collections.nCopies(r, new ModelFile("parity.pt", SHAPE, ScriptedInstances.OUTPUT_SIZE));
        return Infer.parity(models, mark, new ScriptedInstances(), InferringSubtask.config(folder));
    }

    private static ModelInput input(String group, int index, int size) {
        float[] values = new float[size];
        values[0] = index + 1;
        return new ModelInput(group, index, 1, values, FOREVER, FOREVER);
    }

    /** All of them were still in flight: outcomes are put out by the task's thread, which is this one. */
    private static OperatorSubtaskState inFlight(Infer infer, List<ModelInput> inputs) throws Exception {
        try (var harness = InferringSubtask.of(infer, true, 1, 0)) {
            harness.open();
            for (ModelInput input : inputs) {
                harness.processElement(new StreamRecord<>(input));
            }
            return harness.snapshot(1, 0);
        }
    }

    private static List<GroupEvent> restored(Infer infer, OperatorSubtaskState state) throws Exception {
        try (var harness = InferringSubtask.of(infer, true, 1, 0)) {
            harness.initializeState(state);
            harness.open();
            harness.endInput();
            return harness.extractOutputValues();
        }
    }
}
