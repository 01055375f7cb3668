package io.parm.lab.load;

/**
 * A load as it was sent.
 *
 * @param idPrefix its queries are {@code idPrefix-0}, {@code idPrefix-1} …
 * @param startNanos {@link System#nanoTime} that the schedule's offsets count from
 * @param schedule when each query was intended to be sent
 * @param unsent queries that Kafka did not take
 * @param worstLatenessNanos the longest that a query was handed to Kafka after its intended time; large means that the generator,
 *     not the system behind it, was the bottleneck
 */
public record SentLoad(
        String idPrefix, long startNanos, PoissonSchedule schedule, int unsent, long worstLatenessNanos) {

    /** The id of a query. */
    public static String id(String idPrefix, int index) {
        return idPrefix + "-" + index;
    }

    /** When query {@code index} was intended to be sent, in {@link System#nanoTime}. */
    public long intendedNanos(int index) {
        return startNanos + schedule.offsetNanos(index);
    }

    /** Number of queries that Kafka took. */
    public int sent() {
        return schedule.size() - unsent;
    }
}
