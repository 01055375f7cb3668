package io.parm.lab.meter;

import io.parm.lab.cluster.JavaCommand;
import io.parm.lab.load.Latencies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A process of the lowest priority that keeps every core busy. A virtual machine's core that has nothing to do is given to others, and on a
 * crowded host it takes milliseconds to come back, at each of the dozen hand-overs of a query.
 */
public final class AwakeCores implements AutoCloseable {

    private static final double QUANTILE = 0.999;

    private static final double LATE_MS = 1;
    private static final long WATCHED_MS = 2000;

    private final Process process;
    private final double lateMs;

    private AwakeCores(Process process, double lateMs) {
        this.process = process;
        this.lateMs = lateMs;
    }

    /**
     * Looks for two seconds how late threads wake up while this process has nothing to do, and keeps the cores awake if one in a thousand
     * is late by 1 ms or more.
     */
    public static Optional<AwakeCores> ifTheyWakeUpLate() throws InterruptedException {
        double lateMs = wakeUps().quantileMs(QUANTILE);
        return lateMs < LATE_MS ? Optional.empty() : start(lateMs);
    }

    private static Latencies wakeUps() throws InterruptedException {
        try (Hiccups hiccups = Hiccups.start()) {
            Thread.sleep(WATCHED_MS);
            return hiccups.stop().delays();
        }
    }

    /** Nothing where there is no {@code nice}. */
    static Optional<AwakeCores> start(double lateMs) {
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
        command.addAll(JavaCommand.of(Spin.class, List.of("-Xmx16m"), List.of()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return Optional.of(new AwakeCores(process, lateMs));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What was done and why, for people. */
    public String sentence() {
        return String.format(
                Locale.ROOT,
                "Idle cores of this machine wake up late, 1 in 1000 times by %.1f ms or more: a process of the lowest priority keeps them awake.",
                lateMs);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
