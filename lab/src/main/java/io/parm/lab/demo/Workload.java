package io.parm.lab.demo;

import io.parm.lab.load.Inputs;
import io.parm.lab.load.PoissonSchedule;
import java.time.Duration;
import java.util.function.IntUnaryOperator;

/**
 * What a trial sends.
 *
 * @param inputs payloads by query index
 * @param labels true classes by query index; {@code null} if there are none
 * @param ratePerSecond mean of the Poisson arrivals
 * @param warmUp load before the counted one, so that classes are compiled and caches filled
 * @param duration of the counted load
 * @param seed of the arrivals
 */
public record Workload(
        Inputs inputs, IntUnaryOperator labels, double ratePerSecond, Duration warmUp, Duration duration, long seed) {

    /** The same queries at twice the rate, for as long as given: what a process runs before its first counted trial. */
    public Workload warmingUp(Duration length) {
        return new Workload(inputs, labels, 2 * ratePerSecond, warmUp, length, seed + 2);
    }

    PoissonSchedule warmUpSchedule() {
        return PoissonSchedule.ofDuration(ratePerSecond, warmUp, seed + 1);
    }

    /** The same arrivals for every trial of a workload. */
    public PoissonSchedule schedule() {
        return PoissonSchedule.ofDuration(ratePerSecond, duration, seed);
    }
}
