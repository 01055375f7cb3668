package io.parm.serving;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** The gRPC port: the protocol, and gRPC's own health service for load balancers and Kubernetes. */
final class GrpcListener implements AutoCloseable {

    /** Clients that watch a dead connection closely are welcome. */
    private static final long SHORTEST_PING_S = 1;

    private static final long SILENT_CLIENT_S = 60;

    private final Server server;

    private GrpcListener(Server server) {
        this.server = server;
    }

    static GrpcListener start(ServedModels models, Admission admission, ServerOptions options) throws IOException {
        return new GrpcListener(NettyServerBuilder.forAddress(new InetSocketAddress(options.host(), options.grpcPort()))
                .addService(new GrpcService(models, admission))
                .addService(new HealthStatusManager().getHealthService())
                .maxInboundMessageSize(options.maxRequestBytes())
                .maxConcurrentCallsPerConnection(options.maxRequests())
                .permitKeepAliveTime(SHORTEST_PING_S, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .keepAliveTime(SILENT_CLIENT_S, TimeUnit.SECONDS)
                // The service hands its work to the instances' threads and never blocks.
                .directExecutor()
                .build()
                .start());
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
