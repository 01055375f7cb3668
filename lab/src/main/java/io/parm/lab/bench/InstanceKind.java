package io.parm.lab.bench;

import java.util.Locale;

/** What answers queries in an experiment; always named beside its numbers. */
public enum InstanceKind {
    /** Models that compute, in the job's own process. */
    REAL,
    /** Model servers, each a process of its own, that compute. */
    REMOTE,
    /** Instances that take the time that a model of service times says, and compute nothing. */
    EMULATED,
    /** Instances of the discrete-event simulator: no job, no clock. */
    SIMULATED;

    /** As files and tables write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
