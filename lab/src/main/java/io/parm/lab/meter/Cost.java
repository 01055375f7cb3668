package io.parm.lab.meter;

/** The work of a run, by pool. */
public record Cost(Work deployed, Work parity) {

    private static final double NANOS_PER_MS = 1e6;

    /** What was done since then. */
    public Cost since(Cost earlier) {
        return new Cost(deployed.since(earlier.deployed), parity.since(earlier.parity));
    }

    /** What was done in two runs. */
    public Cost plus(Cost other) {
        return new Cost(deployed.plus(other.deployed), parity.plus(other.parity));
    }

    /** Inferences of either model for each answer. */
    public double inferencesPer(int answers) {
        return (double) deployed.plus(parity).inferences() / answers;
    }

    /** Milliseconds that an instance was busy for each answer. */
    public double instanceMsPer(int answers) {
        return deployed.plus(parity).busyNanos() / NANOS_PER_MS / answers;
    }
}
