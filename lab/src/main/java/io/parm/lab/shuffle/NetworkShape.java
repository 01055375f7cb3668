package io.parm.lab.shuffle;

import io.parm.model.UserError;

/**
 * A network of model servers, each behind a port of its own.
 *
 * @param instances model servers, 2 … 100
 * @param transfers that are under way at any time, each between two of them, 1 … 100
 * @param mbit what goes through a port to its server, in megabits per second; the other way it is ten times as much
 * @param queueMs what may wait in front of a port, as the time that the port takes for it, in milliseconds
 */
public record NetworkShape(int instances, int transfers, int mbit, int queueMs) {

    private static final double BYTES_PER_MBIT = 1e6 / 8;

    public NetworkShape {
        require("instances", 2, 100, instances);
        require("transfers", 1, 100, transfers);
        require("mbit", 1, 1000, mbit);
        require("queue-ms", 1, 1000, queueMs);
    }

    /** What a port lets through in a second. */
    double bytesPerSecond() {
        return mbit * BYTES_PER_MBIT;
    }

    private static void require(String key, int min, int max, int value) {
        if (value < min || value > max) {
            throw new UserError("network: %s must be %d..%d but was %d".formatted(key, min, max, value));
        }
    }
}
