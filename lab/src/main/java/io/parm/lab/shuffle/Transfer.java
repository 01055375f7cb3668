package io.parm.lab.shuffle;

/**
 * Bytes from one instance to another.
 *
 * @param from index of the sender
 * @param to index of the receiver, another one
 * @param bytes 1 or more
 */
record Transfer(int from, int to, long bytes) {

    Transfer {
        if (from == to || bytes < 1) {
            throw new IllegalArgumentException(
                    "a transfer must be of 1 or more bytes between two instances but was %d from %d to %d"
                            .formatted(bytes, from, to));
        }
    }
}
