package io.parm.lab.demo;

import java.io.PrintWriter;
import java.time.Duration;

/** One line that is written over while something runs: on a terminal every time, elsewhere every five seconds on a new line. */
public final class ProgressLine {

    private static final Duration WITHOUT_TERMINAL = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final boolean terminal;
    private long lastNanos;
    private boolean dirty;

    public ProgressLine(PrintWriter out) {
        this.out = out;
        this.terminal = System.console() != null;
        this.lastNanos = System.nanoTime();
    }

    /** Shows how far it is; most calls are dropped where there is no terminal. */
    public void update(String text) {
        if (terminal) {
            out.print("\r\033[K" + text);
            out.flush();
            dirty = true;
        } else if (System.nanoTime() - lastNanos >= WITHOUT_TERMINAL.toNanos()) {
            lastNanos = System.nanoTime();
            out.println(text);
            out.flush();
        }
    }

    /** Says something that stays. */
    public void say(String text) {
        out.println((dirty ? "\r\033[K" : "") + text);
        out.flush();
        dirty = false;
    }
}
