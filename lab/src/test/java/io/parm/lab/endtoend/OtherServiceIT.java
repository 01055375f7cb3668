package io.parm.lab.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.lab.cluster.RunningJob;
import io.parm.schemas.AnswerSource;
import io.parm.schemas.Prediction;
import io.parm.schemas.RecordDecoder;
import io.parm.schemas.SingleObjectCodec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The update of every day: the job is stopped under load and goes on with another service. */
class OtherServiceIT {

    /** Of no group size a multiple: the last group stays open. */
    private static final int QUERIES = 61;

    private static final double PER_SECOND = 100;

    /** Each of those that hang holds at most one query, whose group lacks it; and no parity query comes back. */
    private static final String HANGING = "hang:deployed-1,hang:deployed-2,hang:deployed-3,hang:parity-*";

    private static final int HELD = 3;

    /** Longer than a deadline: who can be reconstructed is. */
    private static final String STALLING = "stall:deployed-*:250ms";

    private static final Map<String, String> SETTINGS = Map.of(
            "deployed.instances", "4",
            "group.max-wait", "10 min",
            "answer.deadline", "40 ms",
            "answer.give-up", "30 s",
            "answer.retention", "300 ms");

    @TempDir
    static Path folder;

    @AutoClose
    private static TestStand stand;

    @BeforeAll
    static void start() {
        stand = new TestStand(folder);
    }

    /** The last pair has one code and inputs of one shape, and other models. */
    @ParameterizedTest
    @CsvSource({
        "../models/fashion-mnist-k4, ../models/fashion-mnist-k2",
        "../models/fashion-mnist-k2, ../models/fashion-mnist-k4",
        "../models/fashion-mnist-k2, services/fashion-mnist-light"
    })
    void groupsInFlightAreAnsweredByTheNewModelAndOnlyNewOnesAreReconstructed(Path before, Path after)
            throws Exception {
        String name = before.getFileName() + "-then-" + after.getFileName();
        Map<String, String> settings = stand.settings(name, SETTINGS);
        settings.put("service", before.toString());
        RunningJob first = stand.submit(settings, HANGING, Optional.empty());
        try (FlowingLoad old = load(name, "old")) {
            old.awaitAnswers(QUERIES - HELD);
            Path savepoint = stop(first, name, false);
            List<String> open = AnswerState.groups(savepoint);
            int firstJobs = answerCount(name);

            settings.put("service", after.toString());
            goOn(settings, STALLING, savepoint, name, old);

            List<Prediction> all = predictions(name);
            assertNoneIsTwice(all.subList(0, firstJobs));
            List<Prediction> ofSecond = all.subList(firstJobs, all.size());
            assertNoneIsTwice(ofSecond);
            Predicate<Prediction> inFlight = prediction -> open.contains(prediction.getGroupId());
            assertThat(sources(ofSecond, inFlight)).isNotEmpty().doesNotContain(AnswerSource.RECONSTRUCTED);
            assertThat(sources(ofSecond, inFlight.negate())).contains(AnswerSource.RECONSTRUCTED);
        }
    }

    @Test
    void afterADrainNothingIsLeftForTheNewServiceAndNoQueryIsAnsweredTwice() throws Exception {
        Map<String, String> settings = stand.settings("drained", SETTINGS);
        RunningJob first = stand.submit(settings, "", Optional.empty());
        try (FlowingLoad old = load("drained", "old")) {
            old.awaitAnswers(QUERIES / 2);
            Path savepoint = stop(first, "drained", true);
            assertThat(AnswerState.groups(savepoint)).isEmpty();

            settings.put("service", "services/fashion-mnist-light");
            goOn(settings, "", savepoint, "drained", old);
            assertNoneIsTwice(predictions("drained"));
        }
    }

    private static FlowingLoad load(String job, String name) {
        return new FlowingLoad(stand, job, name, PER_SECOND, QUERIES);
    }

    private static Path stop(RunningJob job, String name, boolean drain) {
        return job.stop(folder.resolve("savepoints").resolve(name), drain);
    }

    /** Every query that the first job left, and every new one, is answered, and then nothing is kept. */
    private static void goOn(Map<String, String> settings, String plan, Path savepoint, String name, FlowingLoad old)
            throws Exception {
        RunningJob job = stand.submit(settings, plan, Optional.of(savepoint));
        try (FlowingLoad young = load(name, "young")) {
            old.awaitAllAnswered();
            young.awaitAllAnswered();
        }
        Await.until(
                "a checkpoint without any group",
                () -> AnswerState.newest(stand.checkpoints(name), folder)
                        .map(List::isEmpty)
                        .orElse(false));
        assertThat(job.restarts()).isZero();
        job.cancel();
    }

    private static int answerCount(String name) {
        return (int) Records.end(stand.kafka.bootstrapServers(), name + "-predictions", false);
    }

    /** In order. */
    private static List<Prediction> predictions(String name) throws Exception {
        RecordDecoder<Prediction> decoder = SingleObjectCodec.ofPredictions();
        List<Prediction> predictions = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record :
                Records.first(answerCount(name), stand.kafka.bootstrapServers(), name + "-predictions")) {
            predictions.add(decoder.decode(record.value()));
        }
        return predictions;
    }

    private static void assertNoneIsTwice(List<Prediction> answers) {
        assertThat(answers).extracting(Prediction::getQueryId).doesNotHaveDuplicates();
    }

    private static List<AnswerSource> sources(List<Prediction> answers, Predicate<Prediction> which) {
        return answers.stream().filter(which).map(Prediction::getSource).toList();
    }
}
