package io.parm.lab.straggler;

import java.io.Serializable;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One thing that goes wrong with the instances of a name.
 *
 * @param kind what goes wrong
 * @param instances an instance's name; {@code *} stands for any characters
 * @param extraNanos how much longer a stalled call takes; 0 for other kinds
 * @param factor how many times its own duration a slow call takes; 1 for other kinds
 * @param timing when it strikes
 */
record Fault(Kind kind, String instances, long extraNanos, double factor, Timing timing) implements Serializable {

    /** What goes wrong with a call. */
    enum Kind {
        /** Takes a fixed time longer. */
        STALL,
        /** Takes a multiple of its own duration. */
        SLOW,
        /** Fails at once. */
        FAIL,
        /** Fails at once, and so does every later call. */
        CRASH,
        /** Never completes. */
        HANG
    }

    boolean concerns(String instance) {
        String pattern =
                Arrays.stream(instances.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return instance.matches(pattern);
    }
}
