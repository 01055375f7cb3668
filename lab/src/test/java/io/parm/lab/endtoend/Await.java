package io.parm.lab.endtoend;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Waits for what is bound to happen; only a defect makes it give up. */
public final class Await {

    /** Far longer than anything here takes on a busy machine. */
    public static final Duration LONG = Duration.ofMinutes(3);

    private static final Duration BETWEEN_CHECKS = Duration.ofMillis(50);

    private Await() {}

    /** Something to look at again and again. */
    public interface Check<T> {

        T look() throws Exception;
    }

    /** @throws AssertionError if it does not hold after {@link #LONG} */
    public static void until(String what, Check<Boolean> check) throws Exception {
        value(what, () -> check.look() ? Optional.of(true) : Optional.empty());
    }

    /** @throws AssertionError if there is no value after {@link #LONG} */
    public static <T> T value(String what, Check<Optional<T>> check) throws Exception {
        long endNanos = System.nanoTime() + LONG.toNanos();
        do {
            Optional<T> value = check.look();
            if (value.isPresent()) {
                return value.get();
            }
            LockSupport.parkNanos(BETWEEN_CHECKS.toNanos());
        } while (System.nanoTime() < endNanos);
        throw new AssertionError("still not after " + LONG.toSeconds() + " s: " + what);
    }
}
