package io.parm.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.coding.GroupState.Status;
import io.parm.job.stream.Answer;
import io.parm.job.stream.RawRecord;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Each strategy on the production topology: every 7th query fails on the deployed model, and what answers for it is known. */
class StrategiesTest {

    private static final int QUERIES = 70;
    private static final int FAILED = 10;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .build());

    @TempDir
    private Path folder;

    private final BoundedJob.Collected ends = new BoundedJob.Collected();

    @Test
    void noneAnswersAFailedQueryWithTheDefault() throws Exception {
        run("none", 2);

        assertAnswers(Status.DEFAULT, new float[] {-1, -1});
    }

    @Test
    void replicateAnswersAFailedQueryWithItsReplica() throws Exception {
        run("replicate", 2, "answer.emit", "deadline");

        assertAnswers(Status.RECONSTRUCTED, truth(ScriptedInstances.FAIL));
    }

    @Test
    void backupAnswersAFailedQueryWithItsBackup() throws Exception {
        run("backup", 1);

        assertAnswers(Status.RECONSTRUCTED, truth(ScriptedInstances.FAIL));
    }

    @Test
    void parityAnswersAFailedQueryWithItsReconstruction() throws Exception {
        run("parity", 2);

        assertAnswers(Status.RECONSTRUCTED, truth(ScriptedInstances.FAIL));
    }

    @Test
    void hedgeAnswersAFailedQueryWithItsReplica() throws Exception {
        run("hedge", 2, "answer.emit", "deadline");

        assertAnswers(Status.RECONSTRUCTED, truth(ScriptedInstances.FAIL));
    }

    @Test
    void heldReplicaIsInferredOnlyForAQueryThatFailed() throws Exception {
        int before = ScriptedInstances.parityInferences();
        run("hedge", 2, "answer.emit", "deadline", "parity.delay", "5 min");

        assertAnswers(Status.RECONSTRUCTED, truth(ScriptedInstances.FAIL));
        assertThat(ScriptedInstances.parityInferences() - before).isEqualTo(FAILED);
    }

    @Test
    void heldParityQueryIsInferredOnlyForAGroupInWhichAQueryFailed() throws Exception {
        int before = ScriptedInstances.parityInferences();
        run("parity", 2, "parity.delay", "5 min");

        assertAnswers(Status.RECONSTRUCTED, truth(ScriptedInstances.FAIL));
        assertThat(ScriptedInstances.parityInferences() - before).isEqualTo(FAILED);
    }

    @Test
    void hungQueryIsAnsweredByItsHedge() throws Exception {
        TestService.write(folder, 2);
        Map<String, String> settings = Map.of(
                "strategy", "hedge", "parity.delay", "20 ms", "answer.give-up", "1 s", "answer.retention", "500 ms");
        BoundedJob.run(
                folder,
                settings,
                index -> Queries.raw("q-" + index, index == 10 ? ScriptedInstances.HANG : index),
                20,
                ends);

        assertThat(ends.predictions().collected()).hasSize(20);
        assertThat(ends.predictions().collected())
                .filteredOn(answer -> answer.envelope().queryId().equals("q-10"))
                .singleElement()
                .satisfies(answer -> {
                    assertThat(answer.source()).isEqualTo(Status.RECONSTRUCTED);
                    assertThat(answer.output()).containsExactly(truth(ScriptedInstances.HANG));
                });
    }

    /** No two of a group of two fail. */
    private static RawRecord record(long index) {
        return Queries.raw("q-" + index, fails(index) ? ScriptedInstances.FAIL : index);
    }

    private static boolean fails(long index) {
        return index % 7 == 3;
    }

    private static float[] truth(float first) {
        return ScriptedInstances.output(new float[] {first});
    }

    private void run(String strategy, int k, String... more) throws Exception {
        Map<String, String> settings = new HashMap<>(BoundedJob.PATIENT);
        settings.put("strategy", strategy);
        settings.put("group.max-wait", "10 min");
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        TestService.write(folder, k);
        BoundedJob.run(folder, settings, StrategiesTest::record, QUERIES, ends);
    }

    private void assertAnswers(Status ofFailed, float[] outputOfFailed) {
        assertThat(ends.predictions().collected())
                .extracting(answer -> answer.envelope().queryId())
                .hasSize(QUERIES)
                .doesNotHaveDuplicates();
        int failed = 0;
        for (Answer answer : ends.predictions().collected()) {
            long index = Long.parseLong(answer.envelope().queryId().substring(2));
            assertThat(answer.source()).isEqualTo(fails(index) ? ofFailed : Status.ORIGINAL);
            assertThat(answer.output()).containsExactly(fails(index) ? outputOfFailed : truth(index));
            failed += fails(index) ? 1 : 0;
        }
        assertThat(failed).isEqualTo(FAILED);
        assertThat(ends.corrections().collected()).isEmpty();
    }
}
