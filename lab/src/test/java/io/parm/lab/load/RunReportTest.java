package io.parm.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.lab.meter.Cost;
import io.parm.lab.meter.Work;
import io.parm.schemas.AnswerSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunReportTest {

    private static final float[] CLASS_0 = {0.9f, 0.1f};
    private static final float[] CLASS_1 = {0.1f, 0.9f};

    private final SentLoad load = new SentLoad("q", 1_000, PoissonSchedule.ofCount(100, 5, 1), 0, 0);
    private final Map<String, Answer> answers = new HashMap<>();

    @Test
    void latencyCountsFromTheIntendedTime() {
        answer(0, 4, AnswerSource.ORIGINAL, CLASS_0);
        answer(1, 6, AnswerSource.ORIGINAL, CLASS_0);
        RunReport report = RunReport.of("run", load, answers);
        assertThat(report.latencies().rankedMs(0)).isEqualTo(4);
        assertThat(report.latencies().rankedMs(1)).isEqualTo(6);
    }

    @Test
    void answersAreCountedBySourceAndRepetitionsApart() {
        answer(0, 1, AnswerSource.ORIGINAL, CLASS_0);
        answer(1, 1, AnswerSource.RECONSTRUCTED, CLASS_0);
        answer(2, 1, AnswerSource.RECONSTRUCTED, CLASS_0);
        answer(3, 1, AnswerSource.DEFAULT, CLASS_0);
        answers.computeIfPresent("q-3", (id, first) -> first.repeated().repeated());
        RunReport report = RunReport.of("run", load, answers);
        assertThat(report.sent()).isEqualTo(5);
        assertThat(report.answered()).isEqualTo(4);
        assertThat(report.duplicates()).isEqualTo(2);
        assertThat(report.answers())
                .containsEntry(AnswerSource.ORIGINAL, 1)
                .containsEntry(AnswerSource.RECONSTRUCTED, 2)
                .containsEntry(AnswerSource.DEFAULT, 1);
    }

    @Test
    void originalsAndReconstructionsAreJudgedApartAndDefaultsNotAtAll() {
        answer(0, 1, AnswerSource.ORIGINAL, CLASS_1);
        answer(1, 1, AnswerSource.RECONSTRUCTED, CLASS_1);
        answer(2, 1, AnswerSource.RECONSTRUCTED, CLASS_0);
        answer(3, 1, AnswerSource.DEFAULT, CLASS_0);
        RunReport report = RunReport.of("run", load, answers, index -> 1);
        assertThat(report.accuracyOriginal()).isEqualTo(1.0);
        assertThat(report.accuracyReconstructed()).isEqualTo(0.5);
        assertThat(report.accuracy()).isEqualTo(0.5);
    }

    @Test
    void answersToOtherLoadsAreIgnored() {
        answers.put("warmup-0", new Answer(2_000, AnswerSource.ORIGINAL, CLASS_0, 1));
        assertThat(RunReport.of("run", load, answers).answered()).isZero();
    }

    @Test
    void pooledRunsAreJudgedByEveryOneOfTheirAnswers() {
        answer(0, 1, AnswerSource.ORIGINAL, CLASS_1);
        RunReport one = RunReport.of("one", load, answers, index -> 1);
        answer(0, 9, AnswerSource.ORIGINAL, CLASS_0);
        answer(1, 3, AnswerSource.ORIGINAL, CLASS_1);
        answer(2, 5, AnswerSource.RECONSTRUCTED, CLASS_1);
        RunReport three = RunReport.of("three", load, answers, index -> 1);

        RunReport both = one.pooledWith(three);

        assertThat(both.name()).isEqualTo("one");
        assertThat(both.sent()).isEqualTo(10);
        assertThat(both.answered()).isEqualTo(4);
        assertThat(both.answers())
                .containsEntry(AnswerSource.ORIGINAL, 3)
                .containsEntry(AnswerSource.RECONSTRUCTED, 1)
                .containsEntry(AnswerSource.DEFAULT, 0);
        assertThat(both.latencies().rankedMs(2)).isEqualTo(5);
        assertThat(both.latencies().size()).isEqualTo(10);
        assertThat(both.timeline().size()).isEqualTo(4);
        assertThat(both.timeline().latencyMs(0)).isEqualTo(1);
        assertThat(both.timeline().latencyMs(1)).isEqualTo(9);
        assertThat(both.accuracyOriginal()).isEqualTo(2.0 / 3);
        assertThat(both.accuracyReconstructed()).isEqualTo(1.0);
        assertThat(both.accuracy()).isEqualTo(3.0 / 4);
    }

    @Test
    void theJsonHasEveryField() {
        for (int i = 0; i < 5; i++) {
            answer(i, 2 + i, AnswerSource.ORIGINAL, CLASS_0);
        }
        assertThat(RunReport.of("parity", load, answers, index -> 0).toJson())
                .isEqualTo("{\"name\":\"parity\",\"sent\":5,\"answered\":5,\"duplicates\":0,"
                        + "\"answers\":{\"ORIGINAL\":5,\"RECONSTRUCTED\":0,\"DEFAULT\":0},"
                        + "\"p50Ms\":4.0,\"meanMs\":4.0,\"p99Ms\":6.0,\"p995Ms\":6.0,\"p999Ms\":6.0,\"maxMs\":6.0,"
                        + "\"accuracy\":1.0,\"accuracyOriginal\":1.0,\"accuracyReconstructed\":null,"
                        + "\"inferences\":null,\"parityInferences\":null,\"instanceMsPerAnswer\":null}");
    }

    @Test
    void theCostIsPerAnswer() {
        for (int i = 0; i < 4; i++) {
            answer(i, 1, AnswerSource.ORIGINAL, CLASS_0);
        }
        assertThat(RunReport.of("run", load, answers)
                        .with(new Cost(new Work(5, 6_000_000), new Work(2, 2_000_000)), null)
                        .toJson())
                .contains("\"inferences\":5,\"parityInferences\":2,\"instanceMsPerAnswer\":2.0");
    }

    @Test
    void aPercentileThatFallsOnAnUnansweredQueryIsNullInTheJson() {
        answer(0, 2, AnswerSource.ORIGINAL, CLASS_0);
        assertThat(RunReport.of("run", load, answers).toJson())
                .contains("\"p50Ms\":null", "\"p99Ms\":null", "\"accuracyOriginal\":null");
    }

    private void answer(int index, long latencyMs, AnswerSource source, float[] output) {
        long receivedNanos = load.intendedNanos(index) + latencyMs * 1_000_000;
        answers.put("q-" + index, new Answer(receivedNanos, source, output, 1));
    }
}
