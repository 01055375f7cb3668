package io.parm.lab.load;

import io.parm.schemas.AnswerSource;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a stretch of a load was worth: answers by the model, or reconstructed, that were there in time, counted from the intended sending.
 *
 * @param sent queries that were intended in that stretch
 * @param inTime good answers by source; every source is a key, the default is never good
 * @param late answers by source that came after the limit
 * @param seconds how long the stretch was
 */
public record Goodput(
        int sent, Map<AnswerSource, Integer> inTime, Map<AnswerSource, Integer> late, int defaults, double seconds) {

    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * Counts.
     *
     * @param answers by query id
     * @param from where in the load the stretch begins, and {@code to} where it ends
     * @param limit an answer after that is late
     */
    public static Goodput of(SentLoad load, Map<String, Answer> answers, Duration from, Duration to, Duration limit) {
        Map<AnswerSource, Integer> inTime = none();
        Map<AnswerSource, Integer> late = none();
        int sent = 0;
        int defaults = 0;
        for (int i = 0; i < load.schedule().size(); i++) {
            long offset = load.schedule().offsetNanos(i);
            if (offset < from.toNanos() || offset >= to.toNanos()) {
                continue;
            }
            sent++;
            Answer answer = answers.get(SentLoad.id(load.idPrefix(), i));
            if (answer == null) {
                continue;
            }
            if (answer.source() == AnswerSource.DEFAULT) {
                defaults++;
            } else {
                boolean isLate = answer.receivedNanos() - load.intendedNanos(i) > limit.toNanos();
                (isLate ? late : inTime).merge(answer.source(), 1, Integer::sum);
            }
        }
        return new Goodput(sent, inTime, late, defaults, (to.toNanos() - from.toNanos()) / NANOS_PER_SECOND);
    }

    /** Good answers per second. */
    public double perSecond() {
        return sum(inTime) / seconds;
    }

    /** Queries that nobody answered. */
    public int unanswered() {
        return sent - sum(inTime) - sum(late) - defaults;
    }

    /** Answers that were too late, of either source. */
    public int lateAnswers() {
        return sum(late);
    }

    private static Map<AnswerSource, Integer> none() {
        Map<AnswerSource, Integer> counts = new EnumMap<>(AnswerSource.class);
        for (AnswerSource source : AnswerSource.values()) {
            counts.put(source, 0);
        }
        return counts;
    }

    private static int sum(Map<AnswerSource, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
