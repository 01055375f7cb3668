package io.parm.lab.load;

import io.parm.inference.InferenceRequest;
import io.parm.inference.InferenceResult;
import io.parm.inference.InstancePool;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.stream.LongStream;

/** Load for a pool of instances, without Kafka and Flink in front of it. One thread sends. */
public final class PoolLoad {

    private static final double NANOS_PER_SECOND = 1e9;

    private final InstancePool pool;
    private final Inputs inputs;
    private final Pacer pacer = new Pacer();

    /**
     * What came of a load.
     *
     * @param latencies of the outputs, from the intended sending; what was refused or failed is unanswered
     * @param perSecond outputs, from the first sending to the last output
     */
    public record Served(Latencies latencies, double perSecond) {}

    public PoolLoad(InstancePool pool, Inputs inputs) {
        this.pool = pool;
        this.inputs = inputs;
    }

    /** Sends for a while as soon as fewer than {@code outstanding} are on their way. */
    public Served closed(int outstanding, Duration length) throws InterruptedException {
        Semaphore room = new Semaphore(outstanding);
        Tally tally = new Tally(pacer.nowNanos());
        long endNanos = tally.startNanos + length.toNanos();
        int sent = 0;
        while (pacer.nowNanos() < endNanos) {
            room.acquire();
            submit(sent++, pacer.nowNanos(), tally, room);
        }
        room.acquire(outstanding);
        return tally.served(sent);
    }

    /** Sends when the schedule says, however many are on their way. */
    public Served open(PoissonSchedule schedule) throws InterruptedException {
        Semaphore ended = new Semaphore(0);
        Tally tally = new Tally(pacer.nowNanos());
        for (int i = 0; i < schedule.size(); i++) {
            long intendedNanos = tally.startNanos + schedule.offsetNanos(i);
            pacer.awaitNanos(intendedNanos);
            submit(i, intendedNanos, tally, ended);
        }
        ended.acquire(schedule.size());
        return tally.served(schedule.size());
    }

    /** No request is ever late, so that the queue keeps their order. */
    private void submit(int index, long sinceNanos, Tally tally, Semaphore ended) {
        pool.submit(new InferenceRequest(inputs.at(index), Long.MAX_VALUE, Long.MAX_VALUE))
                .thenAccept(result -> {
                    tally.add(result, sinceNanos, pacer.nowNanos());
                    ended.release();
                });
    }

    private static final class Tally {

        private final long startNanos;
        private final LongStream.Builder nanos = LongStream.builder();
        private long lastNanos;
        private int outputs;

        Tally(long startNanos) {
            this.startNanos = startNanos;
        }

        synchronized void add(InferenceResult result, long sinceNanos, long nowNanos) {
            if (result.kind() == InferenceResult.Kind.OUTPUT) {
                nanos.add(nowNanos - sinceNanos);
                lastNanos = nowNanos;
                outputs++;
            }
        }

        synchronized Served served(int sent) {
            double seconds = (lastNanos - startNanos) / NANOS_PER_SECOND;
            return new Served(new Latencies(nanos.build().toArray(), sent - outputs), outputs / seconds);
        }
    }
}
