package io.parm.serving;

import io.parm.inference.Devices;
import io.parm.inference.PoolLimits;

/**
 * How a model server listens and what it bears.
 *
 * @param host address to listen at
 * @param httpPort REST and metrics; 0 for a free one
 * @param grpcPort gRPC; 0 for a free one
 * @param instances copies of each model, at least 1
 * @param device where they run, see {@link Devices}; {@code gpu} is the first
 * @param limits queue and batch of each model
 * @param maxRequestBytes a longer request is refused
 * @param maxRequests requests being served at a time, at least 1; one more is refused
 */
public record ServerOptions(
        String host,
        int httpPort,
        int grpcPort,
        int instances,
        String device,
        PoolLimits limits,
        int maxRequestBytes,
        int maxRequests) {

    public static final String LOOPBACK = "127.0.0.1";

    /** Triton's ports. */
    public static final int DEFAULT_HTTP_PORT = 8000;

    public static final int DEFAULT_GRPC_PORT = 8001;

    private static final int MAX_PORT = 65_535;

    /** A request is held in memory as a whole. */
    private static final int MAX_REQUEST_BYTES = 1 << 30;

    /** @throws IllegalArgumentException naming the bound that does not hold */
    public ServerOptions {
        check("http-port", httpPort, 0, MAX_PORT);
        check("grpc-port", grpcPort, 0, MAX_PORT);
        check("instances", instances, 1, Integer.MAX_VALUE);
        checkDevice(device);
        check("max-request-bytes", maxRequestBytes, 1, MAX_REQUEST_BYTES);
        check("max-requests", maxRequests, 1, Integer.MAX_VALUE);
    }

    /** On loopback and free ports, for what starts a server and asks it where it is. */
    public static ServerOptions anywhere(int instances, PoolLimits limits) {
        return new ServerOptions(LOOPBACK, 0, 0, instances, Devices.CPU, limits, 64 << 20, 256);
    }

    private static void checkDevice(String device) {
        try {
            Devices.check(device);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("device must be cpu, gpu or gpu:INDEX but was " + device, e);
        }
    }

    private static void check(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(what + " must be "
                    + (max == Integer.MAX_VALUE ? "at least " + min : min + ".." + max) + " but was " + value);
        }
    }
}
