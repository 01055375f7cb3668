package io.parm.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.schemas.AnswerSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoodputTest {

    private static final Duration LIMIT = Duration.ofMillis(300);

    private final PoissonSchedule schedule = PoissonSchedule.ofDuration(10, Duration.ofSeconds(3), 1);
    private final SentLoad load = new SentLoad("q", 1_000, schedule, 0, 0);
    private final Map<String, Answer> answers = new HashMap<>();

    @Test
    void onlyOriginalsAndReconstructionsWithinTheLimitAreGood() {
        answer(0, AnswerSource.ORIGINAL, 300);
        answer(1, AnswerSource.RECONSTRUCTED, 299);
        answer(2, AnswerSource.ORIGINAL, 301);
        answer(3, AnswerSource.DEFAULT, 10);
        Goodput goodput = Goodput.of(load, answers, Duration.ZERO, Duration.ofSeconds(3), LIMIT);

        assertThat(goodput.sent()).isEqualTo(schedule.size());
        assertThat(goodput.inTime())
                .containsEntry(AnswerSource.ORIGINAL, 1)
                .containsEntry(AnswerSource.RECONSTRUCTED, 1)
                .containsEntry(AnswerSource.DEFAULT, 0);
        assertThat(goodput.lateAnswers()).isEqualTo(1);
        assertThat(goodput.defaults()).isEqualTo(1);
        assertThat(goodput.unanswered()).isEqualTo(schedule.size() - 4);
        assertThat(goodput.perSecond()).isEqualTo(2 / 3.0);
    }

    @Test
    void onlyTheStretchCounts() {
        for (int i = 0; i < schedule.size(); i++) {
            answer(i, AnswerSource.ORIGINAL, 1);
        }
        Duration one = Duration.ofSeconds(1);
        Duration two = Duration.ofSeconds(2);
        int sent = 0;
        for (int second = 0; second < 3; second++) {
            sent += Goodput.of(load, answers, one.multipliedBy(second), one.multipliedBy(second + 1), LIMIT)
                    .sent();
        }

        assertThat(sent).isEqualTo(schedule.size());
        Goodput middle = Goodput.of(load, answers, one, two, LIMIT);
        assertThat(middle.sent()).isBetween(1, schedule.size() - 2);
        assertThat(middle.perSecond()).isEqualTo(middle.sent());
    }

    @Test
    void secondsAreThoseOfTheIntendedSendingAndAQueryWithoutAnAnswerIsInfinitelyLate() {
        for (int i = 0; i < schedule.size(); i++) {
            answer(i, AnswerSource.ORIGINAL, schedule.offsetNanos(i) < 1_000_000_000 ? 500 : 5);
        }
        answers.remove("q-" + (schedule.size() - 1));
        Seconds seconds = Seconds.of(load, answers);

        assertThat(seconds.size()).isEqualTo(3);
        assertThat(seconds.at(0).quantileMs(0.5)).isEqualTo(500);
        assertThat(seconds.at(2).quantileMs(1)).isInfinite();
        assertThat(seconds.worstP99Ms(0, 2)).isEqualTo(500);
        assertThat(seconds.until(0, 10)).hasValue(1);
        assertThat(seconds.until(1, 10)).hasValue(0);
        assertThat(seconds.until(2, 10)).isEmpty();
    }

    private void answer(int index, AnswerSource source, long latencyMs) {
        long receivedNanos = load.intendedNanos(index) + latencyMs * 1_000_000;
        answers.put("q-" + index, new Answer(receivedNanos, source, new float[1], 1));
    }
}
