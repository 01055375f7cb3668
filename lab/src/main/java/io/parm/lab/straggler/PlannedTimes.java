package io.parm.lab.straggler;

import io.parm.lab.emulation.InferenceTimes;
import java.util.List;
import java.util.Map;

/** Times of instances that misbehave as planned, as {@link StragglingInstance} has it; the plan begins at time 0. Not thread-safe. */
final class PlannedTimes implements InferenceTimes {

    private final InferenceTimes times;
    private final List<Map<Fault, Strikes>> strikes;

    /** @param names of the instances, in their order */
    PlannedTimes(InferenceTimes times, StragglerPlan plan, List<String> names) {
        this.times = times;
        this.strikes = names.stream().map(plan::strikesOn).toList();
    }

    @Override
    public long nextNanos(int instance, long nowNanos, double scale) {
        for (Map.Entry<Fault, Strikes> entry : strikes.get(instance).entrySet()) {
            if (entry.getValue().strikes(nowNanos)) {
                long nanos = struckNanos(entry.getKey(), instance, nowNanos, scale);
                if (nanos != NEVER) {
                    entry.getValue().ended(nowNanos + nanos);
                }
                return nanos;
            }
        }
        return times.nextNanos(instance, nowNanos, scale);
    }

    private long struckNanos(Fault fault, int instance, long nowNanos, double scale) {
        return switch (fault.kind()) {
            case STALL, SLOW ->
                fault.extraNanos() + (long) (fault.factor() * times.nextNanos(instance, nowNanos, scale));
            case FAIL, CRASH -> FAILED;
            case HANG -> NEVER;
        };
    }
}
