package io.parm.job.config;

import io.parm.inference.EjectionLimits;
import io.parm.model.UserError;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** When an instance is left out of its pool for a while; {@link EjectionLimits} says what each means. */
final class EjectionSettings {

    private static final double PERCENT = 100;
    private static final Duration ONE_MS = Duration.ofMillis(1);
    private static final Duration ONE_HOUR = Duration.ofHours(1);

    private static final Setting<Integer> FAILURES = Setting.integer(
            "eject.failures", 2, 1, 1000, "an endpoint whose calls failed so often in a row is left out for a while");
    private static final Setting<Integer> SLOW_FACTOR = Setting.integer(
            "eject.slow-factor", 5, 2, 1000, "so is one whose calls take more than so many times what its peers' take");
    private static final Setting<Duration> SLOW_FROM = Setting.duration(
            "eject.slow-from", "20 ms", Duration.ZERO, ONE_HOUR, "calls up to this are never called slow");
    private static final Setting<Duration> TIME =
            Setting.duration("eject.time", "1 s", ONE_MS, ONE_HOUR, "how long at first; twice as long each time");
    private static final Setting<Duration> MAX_TIME =
            Setting.duration("eject.max-time", "30 s", ONE_MS, ONE_HOUR, "how long at most");
    private static final Setting<Integer> MAX_SHARE = Setting.integer(
            "eject.max-share",
            50,
            0,
            100,
            "percent of a pool's endpoints that may be left out at once; 0 for never any");

    static final List<Setting<?>> ALL = List.of(FAILURES, SLOW_FACTOR, SLOW_FROM, TIME, MAX_TIME, MAX_SHARE);

    private EjectionSettings() {}

    static EjectionLimits read(Map<String, String> values) {
        Duration time = TIME.read(values);
        Duration maxTime = MAX_TIME.read(values);
        if (maxTime.compareTo(time) < 0) {
            throw new UserError(MAX_TIME.key() + " must be at least " + TIME.key() + ", " + DurationText.of(time)
                    + ", but was " + DurationText.of(maxTime));
        }
        return new EjectionLimits(
                FAILURES.read(values),
                SLOW_FACTOR.read(values),
                SLOW_FROM.read(values).toMillis(),
                time.toMillis(),
                maxTime.toMillis(),
                MAX_SHARE.read(values) / PERCENT);
    }
}
