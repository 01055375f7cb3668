package io.parm.inference;

import io.parm.inference.remote.Endpoint;

class GrpcInstanceTest extends RemoteInstanceContract {

    @Override
    Endpoint endpoint(int httpPort, int grpcPort) {
        return Endpoint.parse("grpc://127.0.0.1:" + grpcPort);
    }
}
