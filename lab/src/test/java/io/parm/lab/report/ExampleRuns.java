package io.parm.lab.report;

import io.parm.lab.load.Answer;
import io.parm.lab.load.PoissonSchedule;
import io.parm.lab.load.RunReport;
import io.parm.lab.load.SentLoad;
import io.parm.schemas.AnswerSource;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Runs that look like real ones: one of four instances stalls for 250 ms now and then. */
final class ExampleRuns {

    static final double DEADLINE_MS = 25;

    private static final int COUNT = 12_000;

    private ExampleRuns() {}

    static RunReport unprotected() {
        return report("none", Double.POSITIVE_INFINITY);
    }

    static RunReport protectedByParity() {
        return report("parity k=2", DEADLINE_MS);
    }

    private static RunReport report(String name, double deadlineMs) {
        SplittableRandom random = new SplittableRandom(11);
        SentLoad load = new SentLoad("q", 0, PoissonSchedule.ofCount(400, COUNT, 1), 0, 0);
        Map<String, Answer> answers = new HashMap<>();
        for (int i = 0; i < COUNT; i++) {
            double ownMs = ownMs(random);
            boolean late = ownMs > deadlineMs;
            double ms = late ? deadlineMs + 0.5 + 6 * Math.pow(random.nextDouble(), 6) : ownMs;
            boolean right = random.nextDouble() < (late ? 0.86 : 0.92);
            answers.put(
                    "q-" + i,
                    new Answer(
                            load.intendedNanos(i) + (long) (ms * 1e6),
                            late ? AnswerSource.RECONSTRUCTED : AnswerSource.ORIGINAL,
                            right ? new float[] {1, 0} : new float[] {0, 1},
                            1));
        }
        return RunReport.of(name, load, answers, index -> 0);
    }

    private static double ownMs(SplittableRandom random) {
        double ms = 2.2 * Math.exp(0.35 * random.nextGaussian());
        if (random.nextDouble() < 0.02) {
            return ms + 15 * random.nextDouble();
        }
        return random.nextDouble() < 0.03 ? ms + 250 * random.nextDouble() : ms;
    }
}
