package io.parm.lab.meter;

import java.io.IOException;

/** A program that does nothing on every core until its input ends, as it does when whoever started it is gone. */
final class Spin {

    private Spin() {}

    /** @param args none */
    public static void main(String[] args) throws IOException {
        for (int core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
            Thread thread = new Thread(Spin::spin, "spin-" + core);
            thread.setDaemon(true);
            thread.start();
        }
        while (System.in.read() >= 0) {
            // Nothing is said to it.
        }
    }

    private static void spin() {
        while (true) {
            Thread.onSpinWait();
        }
    }
}
