package io.parm.serving;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** What became of a model's requests, and how long they took. Thread-safe; hot. */
final class ModelMetrics {

    /** Upper bounds of the duration's buckets, in seconds. */
    static final double[] BUCKETS_S = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

    private static final double NANOS_PER_S = TimeUnit.SECONDS.toNanos(1);

    /** How a client asked. */
    enum Protocol {
        GRPC,
        REST
    }

    /** How a request ended. */
    enum Ending {
        OK,
        INVALID,
        OVERLOADED,
        EXPIRED,
        FAILED;

        static Ending of(RefusedException.Reason reason) {
            return switch (reason) {
                case INVALID, UNKNOWN_MODEL, TOO_LARGE -> INVALID;
                case OVERLOADED -> OVERLOADED;
                case EXPIRED -> EXPIRED;
                case FAILED -> FAILED;
            };
        }
    }

    private final Map<Protocol, AtomicLongArray> endings = new EnumMap<>(Protocol.class);
    private final LongAdder[] buckets = new LongAdder[BUCKETS_S.length + 1];
    private final LongAdder totalNanos = new LongAdder();

    ModelMetrics() {
        for (Protocol protocol : Protocol.values()) {
            endings.put(protocol, new AtomicLongArray(Ending.values().length));
        }
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = new LongAdder();
        }
    }

    void count(Protocol protocol, Ending ending, long durationNanos) {
        endings.get(protocol).incrementAndGet(ending.ordinal());
        totalNanos.add(durationNanos);
        int bucket = 0;
        while (bucket < BUCKETS_S.length && durationNanos > BUCKETS_S[bucket] * NANOS_PER_S) {
            bucket++;
        }
        buckets[bucket].increment();
    }

    long ended(Protocol protocol, Ending ending) {
        return endings.get(protocol).get(ending.ordinal());
    }

    /** Requests that took longer than the bucket's predecessor and not longer than it; the last bucket has no bound. */
    long inBucket(int bucket) {
        return buckets[bucket].sum();
    }

    double totalSeconds() {
        return totalNanos.sum() / NANOS_PER_S;
    }
}
