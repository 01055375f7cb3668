package io.parm.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.lab.meter.StallsOf;
import io.parm.schemas.AnswerSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DisturbanceTest {

    private static final long MS = 1_000_000;
    private static final int QUERIES = 100;

    private final SentLoad load = new SentLoad("q", 1_000 * MS, PoissonSchedule.ofCount(100, QUERIES, 1), 0, 0);

    @Test
    void withoutStallsEveryQueryIsUndisturbed() {
        RunReport report = report(QUERIES);
        assertThat(Disturbance.of(load, report, StallsOf.none()).undisturbed().size())
                .isEqualTo(QUERIES);
    }

    @Test
    void queriesShortlyBeforeAndAfterAStallAreLeftOutHoweverLongTheyTook() {
        long stalledNanos = load.intendedNanos(QUERIES / 2);
        Disturbance disturbance =
                Disturbance.of(load, report(QUERIES), StallsOf.one(stalledNanos, stalledNanos + 5 * MS));
        long near = 0;
        for (int i = 0; i < QUERIES; i++) {
            long sent = load.intendedNanos(i);
            near += sent > stalledNanos - 50 * MS && sent < stalledNanos + 15 * MS ? 1 : 0;
        }
        assertThat(near).isPositive();
        assertThat(disturbance.undisturbed().size()).isEqualTo(QUERIES - near);
        assertThat(disturbance.hiccups().quantileMs(1)).isEqualTo(5);
    }

    @Test
    void aQueryWithoutAnAnswerIsNoneTheFaster() {
        Disturbance disturbance = Disturbance.of(load, report(QUERIES - 1), StallsOf.none());
        assertThat(disturbance.undisturbed().quantileMs(1)).isInfinite();
    }

    /** Every query takes 20 ms, but the last ones have no answer. */
    private RunReport report(int answered) {
        Map<String, Answer> answers = new HashMap<>();
        for (int i = 0; i < answered; i++) {
            answers.put(
                    SentLoad.id("q", i),
                    new Answer(load.intendedNanos(i) + 20 * MS, AnswerSource.ORIGINAL, new float[] {1}, 1));
        }
        return RunReport.of("run", load, answers);
    }
}
