package io.parm.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.lab.demo.ProgressLine;
import io.parm.lab.load.Answer;
import io.parm.lab.load.Goodput;
import io.parm.lab.load.PoissonSchedule;
import io.parm.lab.load.Seconds;
import io.parm.lab.load.SentLoad;
import io.parm.lab.meter.Cost;
import io.parm.lab.meter.Memory;
import io.parm.lab.meter.Work;
import io.parm.schemas.AnswerSource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverloadResultTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int BEGIN = 2;
    private static final int END = 4;
    private static final int LENGTH = 12;

    @Test
    void whatHoldsIsSaidToHold() {
        OverloadResult result = result(96, 85, 5, 10 << 20);

        assertThat(result.share()).isGreaterThan(0.85);
        assertThat(result.recoverySeconds()).hasValue(1);
        assertThat(said(result))
                .contains("is 89 % of that at capacity; at least 85 %: holds.")
                .contains("10.0 MiB of heap and 0.0 MiB beside it; at most 16.0 and 32.0 MiB: holds.")
                .contains("began 1 s after the end; at most 5 s: holds.")
                .doesNotContain("DOES NOT HOLD");
    }

    @Test
    void eachBoundThatDoesNotHoldIsSaid() {
        OverloadResult result = result(100, 84, LENGTH, 17 << 20);

        assertThat(said(result).split("DOES NOT HOLD", -1)).hasSize(4);
        assertThat(result.toJson()).contains("\"recoverySeconds\":null", "\"share\":0.84");
    }

    private static OverloadResult result(int atCapacity, int overloaded, int normalFrom, long heapGrowth) {
        return new OverloadResult(
                100,
                goodput(atCapacity),
                goodput(overloaded),
                seconds(normalFrom),
                BEGIN,
                END,
                new Cost(new Work(300, 1), new Work(100, 1)),
                600,
                List.of(new Memory(1 << 20, 2 << 20, 3 << 20), new Memory((1 << 20) + heapGrowth, 2 << 20, 3 << 20)));
    }

    private static Goodput goodput(int good) {
        return new Goodput(
                200,
                Map.of(AnswerSource.ORIGINAL, good, AnswerSource.RECONSTRUCTED, 0, AnswerSource.DEFAULT, 0),
                Map.of(AnswerSource.ORIGINAL, 3),
                200 - good - 3,
                1);
    }

    /** 50 ms before the overload and from a second on, 2 s between. */
    private static Seconds seconds(int normalFrom) {
        PoissonSchedule schedule = PoissonSchedule.ofDuration(20, SECOND.multipliedBy(LENGTH), 1);
        SentLoad load = new SentLoad("q", 0, schedule, 0, 0);
        Map<String, Answer> answers = new HashMap<>();
        for (int i = 0; i < schedule.size(); i++) {
            long second = schedule.offsetNanos(i) / SECOND.toNanos();
            long latencyMs = second < BEGIN || second >= normalFrom ? 50 : 2000;
            long receivedNanos = load.intendedNanos(i) + latencyMs * 1_000_000;
            answers.put("q-" + i, new Answer(receivedNanos, AnswerSource.ORIGINAL, new float[1], 1));
        }
        return Seconds.of(load, answers);
    }

    private static String said(OverloadResult result) {
        StringWriter text = new StringWriter();
        result.say(new ProgressLine(new PrintWriter(text)));
        return text.toString();
    }
}
