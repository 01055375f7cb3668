package io.parm.inference.remote;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.stub.MetadataUtils;
import io.parm.model.UserError;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Makes the one channel of a gRPC instance; it connects with the first call. */
final class GrpcChannels {

    /**
     * Nothing heard for so long while a call waits: ask whether the other side is there. Only a connection that is dead, or a server
     * that hangs, is silent for so long; servers that dislike pings see none as long as they answer.
     */
    private static final long KEEP_ALIVE_S = 10;

    private static final long KEEP_ALIVE_TIMEOUT_S = 5;

    private GrpcChannels() {}

    static ManagedChannel open(Endpoint endpoint, RemoteOptions options) {
        return NettyChannelBuilder.forAddress(endpoint.host(), endpoint.port(), credentials(endpoint, options.access()))
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, options.connectTimeoutMs())
                .maxInboundMessageSize(options.maxMessageBytes())
                .keepAliveTime(KEEP_ALIVE_S, TimeUnit.SECONDS)
                .keepAliveTimeout(KEEP_ALIVE_TIMEOUT_S, TimeUnit.SECONDS)
                .intercept(MetadataUtils.newAttachHeadersInterceptor(headers(options.access())))
                // Nothing that hangs on our stages may block, so they need no thread of their own.
                .directExecutor()
                .build();
    }

    private static ChannelCredentials credentials(Endpoint endpoint, Access access) {
        if (!endpoint.scheme().tls()) {
            return InsecureChannelCredentials.create();
        }
        if (access.caFile().isEmpty()) {
            return TlsChannelCredentials.create();
        }
        try {
            return TlsChannelCredentials.newBuilder()
                    .trustManager(new File(access.caFile()))
                    .build();
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError("cannot read the certificates in " + access.caFile() + ": " + e.getMessage(), e);
        }
    }

    private static Metadata headers(Access access) {
        Metadata headers = new Metadata();
        access.headers().forEach((name, value) -> headers.put(key(name), value));
        if (!access.bearerToken().isEmpty()) {
            headers.put(key("authorization"), "Bearer " + access.bearerToken());
        }
        return headers;
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }
}
