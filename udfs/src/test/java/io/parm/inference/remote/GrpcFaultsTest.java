package io.parm.inference.remote;

import io.parm.serving.ModelServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class GrpcFaultsTest extends FaultsContract {

    @Override
    Endpoint endpoint(int port) {
        return Endpoint.parse("grpc://127.0.0.1:" + port);
    }

    @Override
    int portOf(ModelServer running) {
        return running.grpcPort();
    }

    @Test
    void foreignServerThatDiesWithACallInHand() throws IOException {
        try (ForeignServer foreign = new ForeignServer();
                RemoteInstance instance = open(foreign.port(), RemoteOptions.of("any"))) {
            foreign.behave((request, answer) -> foreign.die());
            fails(infer(instance, 30_000), "hung up");
        }
    }

    @Test
    void answerWithoutAMessage() throws IOException {
        try (ForeignServer foreign = new ForeignServer();
                RemoteInstance instance = open(foreign.port(), RemoteOptions.of("any"))) {
            foreign.behave((request, answer) -> answer.onCompleted());
            fails(infer(instance, 30_000), "hung up before it answered|answered INTERNAL");
        }
    }
}
