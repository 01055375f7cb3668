package io.parm.lab.meter;

import java.io.Serializable;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sums up the work of one job's instances. Copies of a meter, as serialization makes them, share their sums within one process.
 * Thread-safe.
 *
 * @param id tells meters apart
 */
public record Meter(String id) implements Serializable, AutoCloseable {

    private static final Map<String, Sums> SUMS = new ConcurrentHashMap<>();
    private static final String PARITY_PREFIX = "parity-";

    private record Sum(LongAdder inferences, LongAdder busyNanos) {

        Sum() {
            this(new LongAdder(), new LongAdder());
        }

        Work read() {
            return new Work(inferences.sum(), busyNanos.sum());
        }
    }

    private record Sums(Sum deployed, Sum parity) {}

    /** A meter at zero. */
    public static Meter start() {
        Meter meter = new Meter(UUID.randomUUID().toString());
        SUMS.put(meter.id, new Sums(new Sum(), new Sum()));
        return meter;
    }

    /** What was done since the start. */
    public Cost read() {
        Sums sums = SUMS.get(id);
        return new Cost(sums.deployed.read(), sums.parity.read());
    }

    /** A batch is over; after {@link #close} it is not counted any more. */
    void add(String instance, int inferences, long busyNanos) {
        Sums sums = SUMS.get(id);
        if (sums != null) {
            Sum sum = instance.startsWith(PARITY_PREFIX) ? sums.parity : sums.deployed;
            sum.inferences.add(inferences);
            sum.busyNanos.add(busyNanos);
        }
    }

    /** Forgets the sums. */
    @Override
    public void close() {
        SUMS.remove(id);
    }
}
