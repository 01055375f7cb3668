package io.parm.lab.straggler;

import java.io.Serializable;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The moment from which a plan's times count. It may come after the instances were opened, so that a load can warm them up first.
 * Copies of a start, as serialization makes them, share its moment within one process.
 *
 * @param id tells starts apart
 */
public record PlanStart(String id) implements Serializable {

    private static final Map<String, Long> MOMENTS_NANOS = new ConcurrentHashMap<>();

    /** A start that waits for {@link #begin}: until then no fault strikes. */
    public static PlanStart pending() {
        return new PlanStart(UUID.randomUUID().toString());
    }

    /** A start at a moment in {@link System#nanoTime}, for example now. */
    public static PlanStart at(long nanos) {
        PlanStart start = pending();
        start.begin(nanos);
        return start;
    }

    /**
     * Faults may strike from this moment on, in {@link System#nanoTime}.
     *
     * @throws IllegalStateException if it has begun before
     */
    public void begin(long nanos) {
        if (MOMENTS_NANOS.putIfAbsent(id, nanos) != null) {
            throw new IllegalStateException("a plan's start begins once");
        }
    }

    /** No fault strikes any more. */
    public void end() {
        MOMENTS_NANOS.put(id, Long.MAX_VALUE);
    }

    /** Nanoseconds since the start; empty before it. */
    OptionalLong since(long nowNanos) {
        Long momentNanos = MOMENTS_NANOS.get(id);
        return momentNanos == null || nowNanos < momentNanos
                ? OptionalLong.empty()
                : OptionalLong.of(nowNanos - momentNanos);
    }
}
