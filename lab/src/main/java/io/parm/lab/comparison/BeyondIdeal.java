package io.parm.lab.comparison;

import io.parm.lab.load.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How far the p99.9 of a row is from its ideal, and what is known of the reasons.
 *
 * @param row has an ideal
 */
record BeyondIdeal(Row row) {

    /** What the aim allows. */
    private static final double MOST = 0.2;

    /** One sentence about all rows that have an ideal, and one for each that is further from it than a fifth; none without ideals. */
    static List<String> sentences(List<Row> rows) {
        List<BeyondIdeal> all = rows.stream()
                .filter(row -> row.ideal() != null)
                .map(BeyondIdeal::new)
                .toList();
        List<BeyondIdeal> far = all.stream().filter(BeyondIdeal::isFar).toList();
        List<String> sentences = new ArrayList<>();
        if (!all.isEmpty()) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "p99.9 is within %.0f %% of its ideal in %d of %d rows; that of the queries that no stall of this process was near, in"
                            + " %d.",
                    100 * MOST,
                    all.size() - far.size(),
                    all.size(),
                    all.stream().filter(beyond -> !beyond.isFarUndisturbed()).count()));
        }
        far.forEach(beyond -> sentences.add(beyond.sentence()));
        return sentences;
    }

    double ms() {
        return row.spread(RunReport::p999Ms).median() - row.ideal().p999Ms().median();
    }

    /** Of the ideal. */
    double share() {
        return ms() / row.ideal().p999Ms().median();
    }

    boolean isFar() {
        return Math.abs(share()) > MOST;
    }

    /** The same of the undisturbed queries, if anybody watched. */
    boolean isFarUndisturbed() {
        return row.undisturbedP999Ms() == null
                ? isFar()
                : Math.abs(row.undisturbedP999Ms() / row.ideal().p999Ms().median() - 1) > MOST;
    }

    /** What half of all answers take beyond their ideal: Kafka's time and the job's own. */
    double ownMs() {
        return row.spread(RunReport::p50Ms).median() - row.ideal().p50Ms().median();
    }

    private String sentence() {
        return String.format(
                Locale.ROOT,
                "%s at %.0f/s: %+.1f ms (%+.0f %%), of which %.1f ms are the job's and Kafka's time, as in the median%s; by chance the ideal of"
                        + " one run is anything from %.1f to %.1f ms.",
                row.arm().name(),
                row.qps(),
                ms(),
                100 * share(),
                ownMs(),
                stalls(),
                row.ideal().p999Ms().low(),
                row.ideal().p999Ms().high());
    }

    /** Empty if nobody watched, or the undisturbed queries have no better p99.9. */
    private String stalls() {
        Double undisturbedMs = row.undisturbedP999Ms();
        double allMs = row.spread(RunReport::p999Ms).median();
        if (undisturbedMs == null || undisturbedMs >= allMs) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                ", and %.1f ms are stalls of this process: the %.0f %% of the queries that none was near have %.1f ms",
                allMs - undisturbedMs,
                100 * row.undisturbedShare(),
                undisturbedMs);
    }
}
