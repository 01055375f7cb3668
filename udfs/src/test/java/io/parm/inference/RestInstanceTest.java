package io.parm.inference;

import io.parm.inference.remote.Endpoint;

class RestInstanceTest extends RemoteInstanceContract {

    @Override
    Endpoint endpoint(int httpPort, int grpcPort) {
        return Endpoint.parse("http://127.0.0.1:" + httpPort);
    }
}
