package io.parm.inference;

import io.parm.inference.InferenceResult.Kind;
import java.util.concurrent.atomic.AtomicInteger;

/** What one instance of a pool holds, and what came of what it held. Thread-safe. */
public final class InstanceCounters {

    private final PoolCounters ended = new PoolCounters();
    private final AtomicInteger held = new AtomicInteger();

    /** Requests in its hands. */
    public int held() {
        return held.get();
    }

    /** Requests that it ended so. */
    public long of(Kind kind) {
        return ended.of(kind);
    }

    void took(int requests) {
        held.addAndGet(requests);
    }

    void gaveBack(Kind kind) {
        held.decrementAndGet();
        ended.count(kind);
    }
}
