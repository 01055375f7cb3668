package io.parm.lab.simulation;

import io.parm.lab.emulation.TimeHeap;
import java.util.function.LongSupplier;

/**
 * Runs a scenario event by event, in whole nanoseconds: the job's grouping, holding, pools and answers, and nothing of its own cost.
 *
 * <p>No object per query: what is kept is as large as what is on its way. Times that are the same for every query (deadline, give-up,
 * holding) come in order of arrival, so only ends of batches need a heap. Not thread-safe; hot.
 */
public final class Simulator {

    private static final double NANOS_PER_MS = 1e6;

    private final Policy.Code code;
    private final long queries;
    private final long giveUpNanos;
    private final long maxWaitNanos;
    private final boolean eager;
    private final boolean holds;
    private final LongSupplier arrivals;
    private final GroupRing groups;
    private final Answering answering;
    private final Pools pools;
    private final QueryTimer deadlines;
    private final QueryTimer giveUps;
    private final HoldTimer held;
    private long arrived;
    private long nextArrivalNanos;
    private long closeNanos = TimeHeap.NEVER;
    private long nowNanos;
    private long events;

    private Simulator(Scenario scenario) {
        Policy.Timing timing = scenario.policy().timing();
        this.code = scenario.policy().code();
        this.queries = scenario.arrivals().count();
        this.giveUpNanos = nanos(timing.giveUpMs());
        this.maxWaitNanos = nanos(timing.maxWaitMs());
        this.eager = timing.deadlineMs() == 0;
        this.holds = timing.parityDelayMs() > 0;
        // Not the seed of the inference times: arrivals must not be tied to them.
        this.arrivals = scenario.arrivals().open(Long.reverse(scenario.seed()) + 1);
        this.groups = new GroupRing(code.k());
        this.answering = new Answering(groups, code, nanos(timing.deadlineMs()), nanos(scenario.overheadMs()));
        this.pools = new Pools(scenario);
        this.deadlines = new QueryTimer(groups, nanos(timing.deadlineMs()));
        this.giveUps = new QueryTimer(groups, giveUpNanos);
        this.held = new HoldTimer(groups, nanos(timing.parityDelayMs()));
        this.nextArrivalNanos = arrivals.getAsLong();
    }

    /** Runs until every query is answered. */
    public static SimulationResult run(Scenario scenario) {
        return new Simulator(scenario).run();
    }

    private SimulationResult run() {
        while (answering.answered() < queries) {
            events++;
            step();
        }
        return new SimulationResult(
                answering.latencies(),
                answering.answers(),
                pools.deployed().use(nowNanos),
                pools.parityUse(nowNanos),
                events);
    }

    /** Of what happens at the same time, outputs come first and arrivals last. */
    private void step() {
        long endNanos = pools.nextNanos();
        long timerNanos = nextTimerNanos();
        nowNanos = Math.min(Math.min(endNanos, timerNanos), nextArrivalNanos);
        if (endNanos == nowNanos) {
            batchEnded(pools.ended());
        } else if (timerNanos == nowNanos) {
            timer();
        } else {
            arrival();
        }
    }

    private long nextTimerNanos() {
        long next = Math.min(giveUps.nextNanos(), closeNanos);
        next = eager ? next : Math.min(next, deadlines.nextNanos());
        return holds ? Math.min(next, held.nextNanos()) : next;
    }

    private void timer() {
        if (closeNanos == nowNanos) {
            close();
        } else if (holds && held.nextNanos() == nowNanos) {
            sendParityQueries(held.pass());
        } else if (!eager && deadlines.nextNanos() == nowNanos) {
            long group = deadlines.group();
            deadlines.pass();
            answering.deadline(group, nowNanos);
        } else {
            answering.giveUp(giveUps.group(), giveUps.slot(), nowNanos);
        }
    }

    private void arrival() {
        int slot = groups.add(nowNanos);
        arrived++;
        nextArrivalNanos = arrived < queries ? arrivals.getAsLong() : TimeHeap.NEVER;
        pools.deployed().submit(Requests.of(groups.end() - 1, slot), nowNanos + giveUpNanos, nowNanos);
        if (slot == 0 && maxWaitNanos > 0) {
            closeNanos = nowNanos + maxWaitNanos;
        }
        // The end of the input closes the last group.
        if (slot + 1 == code.k() || arrived == queries) {
            close();
        }
    }

    private void close() {
        long group = groups.end() - 1;
        closeNanos = TimeHeap.NEVER;
        groups.close(nowNanos);
        answering.closed(group, nowNanos);
        if (!holds) {
            sendParityQueries(group);
        }
    }

    /** A group that is gone has its answers; its parity queries take an instance's time all the same, as they do in the job. */
    private void sendParityQueries(long group) {
        int size = groups.size(group);
        if (size < code.k() && !code.perSlot()) {
            return;
        }
        long lastGiveUpNanos = groups.arrivalNanos(group, size - 1) + giveUpNanos;
        for (int parity = 0; parity < code.r(); parity++) {
            pools.parity(parity).submit(Requests.of(group, code.k() + parity), lastGiveUpNanos, nowNanos);
        }
    }

    private void batchEnded(int id) {
        SimulatedPool pool = pools.of(id);
        int size = pool.batchSize(id);
        for (int place = 0; place < size; place++) {
            long request = pool.request(id, place);
            int index = Requests.index(request);
            ended(Requests.group(request), index, pool.hasFailed(id));
        }
        pool.free(id, nowNanos);
    }

    private void ended(long group, int index, boolean failed) {
        if (index < code.k()) {
            if (failed) {
                answering.failure(group, index, nowNanos);
            } else {
                answering.output(group, index, nowNanos);
            }
        } else if (failed) {
            answering.parityFailure(group, nowNanos);
        } else {
            answering.parityOutput(group, nowNanos);
        }
    }

    private static long nanos(double ms) {
        return Math.round(ms * NANOS_PER_MS);
    }
}
