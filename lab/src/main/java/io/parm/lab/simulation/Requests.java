package io.parm.lab.simulation;

/** A request as one number: its group, and its slot or, from k on, its parity query. */
final class Requests {

    private static final int INDEX_BITS = 5;

    private Requests() {}

    static long of(long group, int index) {
        return group << INDEX_BITS | index;
    }

    static long group(long request) {
        return request >> INDEX_BITS;
    }

    static int index(long request) {
        return (int) (request & (1 << INDEX_BITS) - 1);
    }
}
