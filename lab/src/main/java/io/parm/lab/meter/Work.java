package io.parm.lab.meter;

/**
 * What instances did.
 *
 * @param inferences inputs that they ran
 * @param busyNanos nanoseconds from the beginning of a batch to its end, added up over instances
 */
public record Work(long inferences, long busyNanos) {

    /** Both together. */
    public Work plus(Work other) {
        return new Work(inferences + other.inferences, busyNanos + other.busyNanos);
    }

    /** What was done since then. */
    public Work since(Work earlier) {
        return new Work(inferences - earlier.inferences, busyNanos - earlier.busyNanos);
    }
}
