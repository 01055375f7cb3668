package io.parm.inference;

import io.parm.inference.InferenceResult.Kind;
import java.util.concurrent.atomic.AtomicLongArray;

/** How the requests of a pool ended, since it was opened. Thread-safe. */
public final class PoolCounters {

    private final AtomicLongArray counts = new AtomicLongArray(Kind.values().length);

    void count(Kind kind) {
        counts.incrementAndGet(kind.ordinal());
    }

    public long of(Kind kind) {
        return counts.get(kind.ordinal());
    }
}
