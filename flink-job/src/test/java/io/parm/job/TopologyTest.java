package io.parm.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.coding.GroupState.Status;
import io.parm.job.stream.Answer;
import io.parm.job.stream.DeadLetter;
import io.parm.job.stream.Header;
import io.parm.job.stream.RawRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The production topology and settings on a real mini cluster, from a bounded source to its last answer. */
class TopologyTest {

    private static final int QUERIES = 2_000;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(8)
            .build());

    @TempDir
    private Path folder;

    private final BoundedJob.Collected ends = new BoundedJob.Collected();
    private final CollectingSink<Answer> predictions = ends.predictions();
    private final CollectingSink<Answer> corrections = ends.corrections();
    private final CollectingSink<DeadLetter> deadLetters = ends.deadLetters();

    /** Every 7th query fails, every 50th record is bad. */
    private static RawRecord record(long index) {
        if (index % 50 == 49) {
            return Queries.raw(new byte[] {1, 2, 3});
        }
        return Queries.raw("q-" + index, index % 7 == 3 ? ScriptedInstances.FAIL : index);
    }

    @ParameterizedTest
    @CsvSource({"1,shared,shared", "3,shared,shared", "1,own,own", "2,own,shared", "2,shared,own"})
    void everyGoodQueryIsAnsweredOnceWithTheRightOutputAndEveryBadOneIsADeadLetter(
            int parallelism, String deployedSlots, String paritySlots) throws Exception {
        Map<String, String> settings = new HashMap<>(BoundedJob.PATIENT);
        settings.put("parallelism", String.valueOf(parallelism));
        settings.putAll(Map.of("deployed.slots", deployedSlots, "parity.slots", paritySlots));
        run(settings, TopologyTest::record, QUERIES);

        int bad = QUERIES / 50;
        assertThat(deadLetters.collected()).hasSize(bad);
        Map<String, Answer> byId = predictions.collected().stream()
                .collect(Collectors.toMap(answer -> answer.envelope().queryId(), answer -> answer));
        assertThat(byId).hasSize(QUERIES - bad);
        int reconstructed = 0;
        for (Answer answer : byId.values()) {
            long index = Long.parseLong(answer.envelope().queryId().substring(2));
            boolean fails = index % 7 == 3;
            float[] truth = ScriptedInstances.output(new float[] {fails ? ScriptedInstances.FAIL : index});
            if (fails) {
                assertThat(answer.source()).isNotEqualTo(Status.ORIGINAL);
            } else {
                assertThat(answer.source()).isEqualTo(Status.ORIGINAL);
            }
            if (answer.source() != Status.DEFAULT) {
                assertThat(answer.output()).containsExactly(truth);
                reconstructed += fails ? 1 : 0;
            }
        }
        assertThat(reconstructed).isPositive();
        assertThat(corrections.collected()).isEmpty();
    }

    @Test
    void allOfItIsOneTaskUnlessInferenceHasSlotsOfItsOwn() throws IOException {
        TestService.write(folder);
        assertThat(BoundedJob.tasks(folder, Map.of()))
                .singleElement()
                .asString()
                .contains("queries", "admit", "infer queries", "infer parity queries", "answer group", "predictions");
        assertThat(BoundedJob.tasks(folder, Map.of("deployed.slots", "own", "parity.slots", "own")))
                .hasSize(4)
                .contains("infer queries", "infer parity queries");
    }

    @Test
    void hangingQueryIsReconstructedAndTheStreamStillEnds() throws Exception {
        run(
                Map.of("answer.deadline", "500 ms", "answer.give-up", "1 s", "answer.retention", "500 ms"),
                index -> Queries.raw("q-" + index, index == 10 ? ScriptedInstances.HANG : index),
                20);

        assertThat(predictions.collected())
                .extracting(answer -> answer.envelope().queryId())
                .hasSize(20)
                .doesNotHaveDuplicates();
        assertThat(predictions.collected())
                .filteredOn(answer -> answer.envelope().queryId().equals("q-10"))
                .singleElement()
                .satisfies(answer -> {
                    assertThat(answer.source()).isEqualTo(Status.RECONSTRUCTED);
                    assertThat(answer.output())
                            .containsExactly(ScriptedInstances.output(new float[] {ScriptedInstances.HANG}));
                });
    }

    @Test
    void queryCarriesItsKeyAndHeadersToItsPrediction() throws Exception {
        run(BoundedJob.PATIENT, index -> Queries.raw("q", 1, traceparent()), 1);

        Answer answer = predictions.collected().get(0);
        assertThat(answer.envelope().key()).isEqualTo(Queries.utf8("key"));
        assertThat(answer.envelope().headers()).containsExactly(traceparent());
    }

    private static Header traceparent() {
        return new Header("traceparent", Queries.utf8("00-1-2-01"));
    }

    private void run(Map<String, String> settings, GeneratorFunction<Long, RawRecord> records, long count)
            throws Exception {
        TestService.write(folder);
        BoundedJob.run(folder, settings, records, count, ends);
    }
}
