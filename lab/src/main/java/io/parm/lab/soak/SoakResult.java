package io.parm.lab.soak;

import io.parm.lab.load.Figures;
import io.parm.lab.load.Latencies;
import io.parm.schemas.AnswerSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a long run came to.
 *
 * @param options what was asked for
 * @param counts of queries
 * @param restartsNanos when the job began to restart, each time, from the start of the load
 * @param sources first answers by how they came about
 * @param seconds latencies by second of the intended sending
 * @param p999Ms of all queries, in milliseconds
 * @param marks the faults in their order
 * @param samples memory and open files, in their order
 */
public record SoakResult(
        Soak.Options options,
        Counts counts,
        List<Long> restartsNanos,
        Map<AnswerSource, Integer> sources,
        List<Latencies> seconds,
        double p999Ms,
        List<FaultInjector.Mark> marks,
        List<Vitals.Sample> samples)
        implements Figures {

    /** How long a record is on its way, and how long tasks run on under a JobManager that another one took over from. */
    private static final long SLACK_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final double P999 = 0.999;

    /**
     * Queries, and what became of them.
     *
     * @param sent queries that Kafka took
     * @param refused queries that it did not
     * @param lost neither answered nor a dead letter
     * @param duplicates answers beyond a query's first
     * @param unexplained those of them without a restart between the two answers
     * @param corrupt records that are no queries and were sent
     * @param letters dead letters
     */
    record Counts(
            int sent, int refused, int answered, int lost, int duplicates, int unexplained, int corrupt, int letters) {}

    static SoakResult of(Soak.Options options, SoakTraffic traffic, Vitals vitals, List<FaultInjector.Mark> marks) {
        Ledger ledger = traffic.ledger();
        List<Long> restartsNanos = vitals.restartsNanos();
        Counts counts = new Counts(
                ledger.sent(),
                ledger.refusals(),
                ledger.answered(),
                ledger.lost(),
                ledger.duplicates(),
                ledger.unexplained(restartsNanos, SLACK_NANOS),
                count(marks, FaultKind.CORRUPT_RECORD),
                traffic.letters());
        return new SoakResult(
                options,
                counts,
                restartsNanos,
                ledger.sources(),
                ledger.seconds(),
                ledger.latencies().quantileMs(P999),
                marks,
                vitals.samples());
    }

    /** Restarts of the job. */
    int restarts() {
        return restartsNanos.size();
    }

    /** Whether nothing was lost, and only restarts made duplicates. */
    public boolean held() {
        return counts.lost() == 0 && counts.unexplained() == 0;
    }

    /** How many faults of a kind there were. */
    int faults(FaultKind kind) {
        return count(marks, kind);
    }

    /** The samples that a figure at the start is of: the first tenth, the last tenth for one at the end. */
    List<Vitals.Sample> tenth(boolean isLast) {
        int tenth = Math.max(1, samples.size() / 10);
        return samples.isEmpty()
                ? List.of()
                : isLast ? samples.subList(samples.size() - tenth, samples.size()) : samples.subList(0, tenth);
    }

    /** What the TaskManagers' heaps hold, in MiB: the least of some samples, as garbage is in all of them. */
    static double heapMiB(List<Vitals.Sample> samples) {
        return samples.stream().mapToDouble(Vitals.Sample::heapMiB).min().orElse(Double.NaN);
    }

    /** Resident memory of all processes, in MiB: the median of some samples. */
    static double residentMiB(List<Vitals.Sample> samples) {
        double[] sorted = samples.stream()
                .mapToDouble(Vitals.Sample::allResidentMiB)
                .sorted()
                .toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    @Override
    public String toJson() {
        Map<String, Object> faults = new LinkedHashMap<>();
        for (FaultKind kind : FaultKind.values()) {
            faults.put(kind.key(), faults(kind));
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("minutes", options.minutes());
        fields.put("sent", counts.sent());
        fields.put("answered", counts.answered());
        fields.put("lost", counts.lost());
        fields.put("duplicates", counts.duplicates());
        fields.put("restarts", restarts());
        fields.put("faults", faults);
        fields.put("p999Ms", rounded(p999Ms));
        fields.put("heapMiBStart", rounded(heapMiB(tenth(false))));
        fields.put("heapMiBEnd", rounded(heapMiB(tenth(true))));
        fields.put("rssMiBStart", rounded(residentMiB(tenth(false))));
        fields.put("rssMiBEnd", rounded(residentMiB(tenth(true))));
        return Figures.toJson(fields);
    }

    private static int count(List<FaultInjector.Mark> marks, FaultKind kind) {
        return (int) marks.stream().filter(mark -> mark.kind() == kind).count();
    }

    private static Double rounded(double value) {
        // JSON has no infinity: a query without an answer is told by "lost".
        return Double.isFinite(value) ? Math.rint(value * 10) / 10 : null;
    }
}
