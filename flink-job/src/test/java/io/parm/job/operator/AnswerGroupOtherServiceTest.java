package io.parm.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.coding.CodeSpec;
import io.parm.coding.Encoder;
import io.parm.coding.GroupState.Status;
import io.parm.coding.ParityOutput;
import io.parm.job.Queries;
import io.parm.job.metrics.RecordedMetrics;
import io.parm.job.stream.Answer;
import io.parm.job.stream.GroupNotice;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the groups in a checkpoint when the job goes on with another service. */
class AnswerGroupOtherServiceTest {

    private static final long ARRIVAL = 1_000;
    private static final long DEADLINE = ARRIVAL + AnsweringSubtask.DEADLINE_MS;
    private static final long GIVE_UP = ARRIVAL + AnsweringSubtask.GIVE_UP_MS;
    private static final long END = GIVE_UP + AnsweringSubtask.RETENTION_MS;
    private static final String OLD = "11111111";
    private static final String NEW = "22222222";
    private static final float[] ONE = {1, 2};

    private AnsweringSubtask subtask;

    @AfterEach
    void close() throws Exception {
        subtask.close();
    }

    /** All but its first query's output is there, as many parity outputs as there may be included. */
    @ParameterizedTest
    @CsvSource({
        "SUM, 2, 1, SUM, 3, 1",
        "SUM, 3, 1, SUM, 2, 1",
        "SUM, 2, 1, SUM, 2, 1",
        "SUM, 2, 1, PER_SLOT, 2, 1",
        "PER_SLOT, 2, 1, SUM, 2, 1",
        "SUM, 2, 2, SUM, 2, 1",
        "SUM, 2, 1, SUM, 2, 2",
        "SUM, 4, 2, SUM, 2, 4",
        "SUM, 2, 1, SUM, 1, 0",
        "SUM, 1, 1, SUM, 2, 1"
    })
    void groupOfAnotherServiceIsNotDecodedAndItsQueryAnsweredOnceAndNothingIsKept(
            ParityOutput.Kind before, int k, int r, ParityOutput.Kind after, int newK, int newR) throws Exception {
        start(service(before, k, r, OLD));
        String own = group("own", k, r);
        String late = group("late", k, r);
        goOnWith(service(after, newK, newR, NEW));

        subtask.timeIs(DEADLINE);
        assertThat(subtask.answers()).isEmpty();
        subtask.output(own, 0, ONE);
        assertThat(subtask.sources()).containsExactly(Status.ORIGINAL);
        assertThat(subtask.answers().get(0).output()).containsExactly(ONE);
        subtask.timeIs(GIVE_UP - 1);
        assertThat(subtask.answers()).hasSize(1);
        subtask.timeIs(GIVE_UP);
        assertThat(ids(subtask.answers())).containsExactly(own + "-0", late + "-0");
        assertThat(subtask.sources()).containsExactly(Status.ORIGINAL, Status.DEFAULT);

        subtask.output(late, 0, ONE);
        assertThat(ids(subtask.corrections())).containsExactly(late + "-0");
        assertThat(subtask.answers()).hasSize(2);
        subtask.timeIs(END);
        assertThat(subtask.keptEntries()).isZero();
    }

    @Test
    void newGroupsAreReconstructedWhileThoseOfTheOtherServiceAreStillThere() throws Exception {
        start(service(ParityOutput.Kind.SUM, 3, 1, OLD));
        group("old", 3, 1);
        goOnWith(service(ParityOutput.Kind.SUM, 2, 1, NEW));
        String id = "k2-" + NEW + "-g";
        subtask.group(id);
        subtask.output(id, 1, 10, 20);
        subtask.output(id, 2, 11, 22);
        subtask.timeIs(DEADLINE);

        assertThat(ids(subtask.answers())).containsExactly(id + "-1", id + "-0");
        assertThat(subtask.sources()).containsExactly(Status.ORIGINAL, Status.RECONSTRUCTED);
        assertThat(subtask.answers().get(1).output()).containsExactly(ONE);
    }

    @Test
    void groupThatWasStillOpenIsAnsweredAndForgotten() throws Exception {
        start(service(ParityOutput.Kind.SUM, 3, 1, OLD));
        String id = "k3-" + OLD + "-open";
        subtask.tell(GroupNotice.member(id, 0, Queries.envelope("a", ARRIVAL)));
        subtask.tell(GroupNotice.member(id, 1, Queries.envelope("b", ARRIVAL)));
        goOnWith(service(ParityOutput.Kind.SUM, 2, 1, NEW));
        subtask.output(id, 1, ONE);
        subtask.timeIs(GIVE_UP);
        assertThat(ids(subtask.answers())).containsExactly("b", "a");
        assertThat(subtask.sources()).containsExactly(Status.ORIGINAL, Status.DEFAULT);

        subtask.timeIs(END);
        assertThat(subtask.keptEntries()).isZero();
    }

    /** What is answered by one service's model may have been encoded by another's: the way back does not make it one again. */
    @Test
    void groupThatWentThroughAnotherServiceIsNotDecodedByItsOwnEither() throws Exception {
        GroupMaker first = service(ParityOutput.Kind.SUM, 2, 1, OLD);
        start(first);
        String id = group("g", 2, 1);
        goOnWith(service(ParityOutput.Kind.SUM, 2, 1, NEW));
        goOnWith(first);
        subtask.output(id, 2, 11, 22);
        subtask.timeIs(GIVE_UP);

        assertThat(subtask.sources()).containsExactly(Status.DEFAULT);
        subtask.output(id, 0, ONE);
        assertThat(subtask.corrections()).hasSize(1);
        assertThat(subtask.keptEntries()).isZero();
    }

    @Test
    void outputOfTheOldSizeIsNoAnswerOfTheNewService() throws Exception {
        start(service(ParityOutput.Kind.SUM, 2, 1, OLD));
        String id = "k2-" + OLD + "-g";
        subtask.output(id, 0, ONE);
        goOnWith(maker(ParityOutput.Kind.SUM, 2, 1, NEW, 3));
        subtask.group(id);
        subtask.output(id, 1, 5, 6);

        assertThat(subtask.sources()).containsExactly(Status.DEFAULT, Status.DEFAULT);
        assertThat(subtask.answers()).extracting(Answer::output).allMatch(output -> output.length == 3);
        assertThat(subtask.keptEntries()).isZero();
    }

    @Test
    void queryThatTheOldServiceAnsweredIsNotAnsweredWithTheNewOnesSize() throws Exception {
        start(service(ParityOutput.Kind.SUM, 2, 1, OLD));
        String id = group("g", 2, 1);
        goOnWith(maker(ParityOutput.Kind.SUM, 2, 1, NEW, 3));
        subtask.output(id, 1, 5, 6, 7);
        assertThat(subtask.answers()).isEmpty();
        subtask.output(id, 0, 1, 2, 3);

        assertThat(ids(subtask.answers())).containsExactly(id + "-0");
        assertThat(subtask.keptEntries()).isZero();
    }

    /** As in an unaligned checkpoint: what is known of the group was still on its way. */
    @Test
    void groupOfAnotherServiceThatIsHeardOfAfterTheRestoreIsNotDecodedEither() throws Exception {
        start(service(ParityOutput.Kind.SUM, 2, 1, NEW));
        String id = "k3-" + OLD + "-g";
        for (int slot = 0; slot < 2; slot++) {
            subtask.tell(GroupNotice.member(id, slot, Queries.envelope(id + "-" + slot, ARRIVAL)));
        }
        subtask.tell(GroupNotice.lastMember(id, 2, Queries.envelope(id + "-2", ARRIVAL), 1));
        subtask.output(id, 1, ONE);
        subtask.output(id, 2, ONE);
        subtask.output(id, 3, ONE);
        subtask.timeIs(GIVE_UP);

        assertThat(subtask.sources()).containsExactly(Status.ORIGINAL, Status.ORIGINAL, Status.DEFAULT);
        subtask.output(id, 0, ONE);
        assertThat(subtask.keptEntries()).isZero();
    }

    /** Groups of a version that marked none go on, as {@link AnswerGroupCheckpointTest} has it, unless their state says otherwise. */
    @Test
    void unmarkedGroupOfAnotherCodeIsNotDecoded() throws Exception {
        start(service(ParityOutput.Kind.SUM, 2, 1, OLD));
        subtask.group("unmarked");
        subtask.output("unmarked", 1, 10, 20);
        subtask.output("unmarked", 2, 11, 22);
        goOnWith(service(ParityOutput.Kind.SUM, 3, 1, NEW));
        subtask.timeIs(GIVE_UP);

        assertThat(subtask.sources()).containsExactly(Status.DEFAULT);
        subtask.output("unmarked", 0, ONE);
        assertThat(subtask.keptEntries()).isZero();
    }

    private void start(GroupMaker service) throws Exception {
        subtask = AnsweringSubtask.alone(new RecordedMetrics(), null, service);
        subtask.timeIs(ARRIVAL);
    }

    private void goOnWith(GroupMaker service) throws Exception {
        OperatorSubtaskState state = subtask.checkpoint();
        subtask.close();
        subtask = AnsweringSubtask.alone(new RecordedMetrics(), state, service);
        subtask.timeIs(ARRIVAL);
    }

    /** A full group that lacks only the output of slot 0. */
    private String group(String name, int k, int r) throws Exception {
        String id = "k" + k + "-" + OLD + "-" + name;
        for (int slot = 0; slot < k - 1; slot++) {
            subtask.tell(GroupNotice.member(id, slot, Queries.envelope(id + "-" + slot, ARRIVAL)));
        }
        subtask.tell(GroupNotice.lastMember(id, k - 1, Queries.envelope(id + "-" + (k - 1), ARRIVAL), r));
        for (int index = 1; index < k + r; index++) {
            subtask.output(id, index, index < k ? ONE : new float[k * ONE.length]);
        }
        return id;
    }

    private static GroupMaker service(ParityOutput.Kind output, int k, int r, String digest) {
        return maker(output, k, r, digest, ONE.length);
    }

    private static GroupMaker maker(ParityOutput.Kind output, int k, int r, String digest, int outputSize) {
        return AnsweringSubtask.maker(new CodeSpec(Encoder.Kind.STACKING, output, k, r), digest, outputSize);
    }

    private static List<String> ids(List<Answer> answers) {
        return answers.stream().map(answer -> answer.envelope().queryId()).toList();
    }
}
