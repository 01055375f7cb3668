package io.parm.lab.load;

import static io.parm.schemas.AnswerSource.DEFAULT;
import static io.parm.schemas.AnswerSource.ORIGINAL;
import static io.parm.schemas.AnswerSource.RECONSTRUCTED;

import io.parm.lab.meter.Cost;
import io.parm.schemas.AnswerSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import java.util.stream.LongStream;

/**
 * What one run came to.
 *
 * @param name the run's name, for people
 * @param sent queries that Kafka took
 * @param answered queries with at least one answer
 * @param duplicates answers beyond a query's first
 * @param answers first answers by source; every source is a key
 * @param latencies intended sending to receipt of the first answer
 * @param jobLatencies arrival at the job to the answer, in whole milliseconds, as the job says
 * @param timeline the same in the order of sending
 * @param accuracy share of all answers that name the label, {@code null} without labels or answers
 * @param accuracyOriginal share of originals that name the label, {@code null} without labels or originals
 * @param accuracyReconstructed share of reconstructions that name the label, {@code null} without labels or reconstructions
 * @param cost what the models did for it, {@code null} if there were none or nobody measured
 * @param disturbance what the machine did to it, {@code null} if nobody measured
 */
public record RunReport(
        String name,
        int sent,
        int answered,
        int duplicates,
        Map<AnswerSource, Integer> answers,
        Latencies latencies,
        Latencies jobLatencies,
        Timeline timeline,
        Double accuracy,
        Double accuracyOriginal,
        Double accuracyReconstructed,
        Cost cost,
        Disturbance disturbance)
        implements Figures {

    private static final List<AnswerSource> REPORTED_SOURCES = List.of(ORIGINAL, RECONSTRUCTED, DEFAULT);

    /** A run whose queries have no labels. */
    public static RunReport of(String name, SentLoad load, Map<String, Answer> answers) {
        return of(name, load, answers, null);
    }

    /**
     * Joins what was sent with what came back.
     *
     * @param answers by query id; ids of other loads are ignored
     * @param labels the class of query {@code index}; {@code null} if there are no labels
     */
    public static RunReport of(String name, SentLoad load, Map<String, Answer> answers, IntUnaryOperator labels) {
        Tally tally = new Tally();
        Timeline timeline = new Timeline(load.schedule().size());
        for (int i = 0; i < load.schedule().size(); i++) {
            Answer answer = answers.get(SentLoad.id(load.idPrefix(), i));
            if (answer != null) {
                boolean right = labels != null && answer.argmax() == labels.applyAsInt(i);
                long latencyNanos = answer.receivedNanos() - load.intendedNanos(i);
                tally.add(answer, latencyNanos, right);
                timeline.add(load.schedule().offsetNanos(i), latencyNanos, answer.source());
            }
        }
        return new RunReport(
                name,
                load.sent(),
                tally.answered,
                tally.duplicates,
                Map.copyOf(tally.counts),
                new Latencies(tally.nanos.build().toArray(), Math.max(0, load.sent() - tally.answered)),
                new Latencies(tally.jobNanos.build().toArray(), Math.max(0, load.sent() - tally.answered)),
                timeline,
                labels == null ? null : tally.accuracy(),
                labels == null ? null : tally.accuracy(ORIGINAL),
                labels == null ? null : tally.accuracy(RECONSTRUCTED),
                null,
                null);
    }

    /** The same with what it cost, and what disturbed it. */
    public RunReport with(Cost measuredCost, Disturbance measuredDisturbance) {
        return new RunReport(
                name,
                sent,
                answered,
                duplicates,
                answers,
                latencies,
                jobLatencies,
                timeline,
                accuracy,
                accuracyOriginal,
                accuracyReconstructed,
                measuredCost,
                measuredDisturbance);
    }

    /** This run and another of the same kind as one, under this one's name; what only one of them measured is left out. */
    public RunReport pooledWith(RunReport other) {
        Map<AnswerSource, Integer> both = new EnumMap<>(answers);
        other.answers.forEach((source, count) -> both.merge(source, count, Integer::sum));
        return new RunReport(
                name,
                sent + other.sent,
                answered + other.answered,
                duplicates + other.duplicates,
                Map.copyOf(both),
                latencies.and(other.latencies),
                jobLatencies.and(other.jobLatencies),
                timeline.then(other.timeline),
                mean(accuracy, answered, other.accuracy, other.answered),
                mean(accuracyOriginal, count(ORIGINAL), other.accuracyOriginal, other.count(ORIGINAL)),
                mean(
                        accuracyReconstructed,
                        count(RECONSTRUCTED),
                        other.accuracyReconstructed,
                        other.count(RECONSTRUCTED)),
                cost == null || other.cost == null ? null : cost.plus(other.cost),
                disturbance == null || other.disturbance == null ? null : disturbance.and(other.disturbance));
    }

    private int count(AnswerSource source) {
        return answers.get(source);
    }

    /** The mean of two shares, each of so many; one that is of none does not count. */
    private static Double mean(Double share, int of, Double otherShare, int otherOf) {
        if (share == null || otherShare == null) {
            return share == null ? otherShare : share;
        }
        return (share * of + otherShare * otherOf) / (of + otherOf);
    }

    /** Milliseconds that half of the queries did not exceed. */
    public double p50Ms() {
        return latencies.quantileMs(0.5);
    }

    /** Milliseconds that 995 of 1000 queries did not exceed. */
    public double p995Ms() {
        return latencies.quantileMs(0.995);
    }

    /** Milliseconds that 99 of 100 queries did not exceed. */
    public double p99Ms() {
        return latencies.quantileMs(0.99);
    }

    /** Milliseconds that 999 of 1000 queries did not exceed. */
    public double p999Ms() {
        return latencies.quantileMs(0.999);
    }

    /** Milliseconds of the slowest query. */
    public double maxMs() {
        return latencies.quantileMs(1);
    }

    /** A percentile that falls on an unanswered query is {@code null}. */
    @Override
    public String toJson() {
        Map<String, Integer> bySource = new LinkedHashMap<>();
        for (AnswerSource source : REPORTED_SOURCES) {
            bySource.put(source.name(), answers.get(source));
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("sent", sent);
        fields.put("answered", answered);
        fields.put("duplicates", duplicates);
        fields.put("answers", bySource);
        fields.put("p50Ms", finiteOrNull(p50Ms()));
        fields.put("meanMs", finiteOrNull(latencies.meanMs()));
        fields.put("p99Ms", finiteOrNull(p99Ms()));
        fields.put("p995Ms", finiteOrNull(p995Ms()));
        fields.put("p999Ms", finiteOrNull(p999Ms()));
        fields.put("maxMs", finiteOrNull(maxMs()));
        fields.put("accuracy", accuracy);
        fields.put("accuracyOriginal", accuracyOriginal);
        fields.put("accuracyReconstructed", accuracyReconstructed);
        fields.put("inferences", cost == null ? null : cost.deployed().inferences());
        fields.put("parityInferences", cost == null ? null : cost.parity().inferences());
        fields.put("instanceMsPerAnswer", cost == null ? null : finiteOrNull(cost.instanceMsPer(answered)));
        return Figures.toJson(fields);
    }

    private static Double finiteOrNull(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** The sums over a run's answers. */
    private static final class Tally {

        private final LongStream.Builder nanos = LongStream.builder();
        private final LongStream.Builder jobNanos = LongStream.builder();
        private final Map<AnswerSource, Integer> counts = new EnumMap<>(AnswerSource.class);
        private final Map<AnswerSource, Integer> rights = new EnumMap<>(AnswerSource.class);
        private int answered;
        private int duplicates;

        Tally() {
            for (AnswerSource source : AnswerSource.values()) {
                counts.put(source, 0);
                rights.put(source, 0);
            }
        }

        void add(Answer answer, long latencyNanos, boolean right) {
            answered++;
            duplicates += answer.copies() - 1;
            nanos.add(latencyNanos);
            jobNanos.add(TimeUnit.MILLISECONDS.toNanos(answer.jobMs()));
            counts.merge(answer.source(), 1, Integer::sum);
            rights.merge(answer.source(), right ? 1 : 0, Integer::sum);
        }

        Double accuracy() {
            int right = rights.values().stream().mapToInt(Integer::intValue).sum();
            return answered == 0 ? null : (double) right / answered;
        }

        Double accuracy(AnswerSource source) {
            int count = counts.get(source);
            return count == 0 ? null : (double) rights.get(source) / count;
        }
    }
}
