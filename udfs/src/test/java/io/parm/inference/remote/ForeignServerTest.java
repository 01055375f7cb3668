package io.parm.inference.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.parm.inference.protocol.InferTensorContents;
import io.parm.inference.protocol.ModelInferResponse;
import io.parm.inference.protocol.TensorNames;
import io.parm.model.ModelFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The gRPC client against a server that is not ours. */
@Timeout(60)
class ForeignServerTest {

    private final ForeignServer server;

    ForeignServerTest() throws IOException {
        server = new ForeignServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tensorNamesAreTheServers() {
        try (RemoteInstance instance = open(RemoteOptions.of("any"))) {
            List<float[]> outputs = infer(instance, new float[] {1, 2}, new float[] {3, -4});
            assertThat(outputs).containsExactly(new float[] {2, 4}, new float[] {6, -8});
            assertThat(instance.ready().toCompletableFuture().join()).isTrue();
        }
    }

    @Test
    void configuredTensorNamesWin() {
        try (RemoteInstance instance = open(RemoteOptions.of("any").withNames(new TensorNames("a", "b")))) {
            assertThatThrownBy(() -> infer(instance, new float[2]))
                    .rootCause()
                    .hasMessage(address() + " answered INVALID_ARGUMENT: unexpected tensor");
        }
    }

    @Test
    void theRemainingTimeIsTheCallsDeadlineAndCredentialsGoAlong() {
        RemoteOptions options = RemoteOptions.of("any").withAccess(new Access("", "t0ken", Map.of()));
        try (RemoteInstance instance = open(options)) {
            instance.infer(List.of(new float[2]), 30_000).toCompletableFuture().join();
        }
        assertThat(server.hadDeadline()).isTrue();
        assertThat(server.authorization()).isEqualTo("Bearer t0ken");
    }

    @Test
    void typedContentsAreReadToo() {
        server.behave((request, answer) -> {
            answer.onNext(ModelInferResponse.newBuilder()
                    .addOutputs(ModelInferResponse.InferOutputTensor.newBuilder()
                            .setName(ForeignServer.OUTPUT)
                            .setDatatype("FP32")
                            .addShape(1)
                            .addShape(2)
                            .setContents(InferTensorContents.newBuilder()
                                    .addFp32Contents(7)
                                    .addFp32Contents(8)))
                    .build());
            answer.onCompleted();
        });
        try (RemoteInstance instance = open(RemoteOptions.of("any"))) {
            assertThat(infer(instance, new float[2])).containsExactly(new float[] {7, 8});
        }
    }

    @Test
    void whatIsNoOutputIsAFailureThatSaysWhy() {
        failsWith("output 'scores' has shape [1, 3], not [1, 2]", ByteString.copyFrom(new byte[12]), 1, 3);
        failsWith("output 'scores' has shape [2, 1], not [1, 2]", ByteString.copyFrom(new byte[8]), 2, 1);
        failsWith("tensor 'scores' of shape [1, 2] has 3 elements", ByteString.copyFrom(new byte[12]), 1, 2);
        failsWith("tensor 'scores' has 7 bytes, which are no whole floats", ByteString.copyFrom(new byte[7]), 1, 2);
        failsWith("tensor 'scores' has the impossible shape [1, -2]", ByteString.copyFrom(new byte[8]), 1, -2);
        failsWith(
                "tensor 'scores' has the impossible shape [2147483647, 2147483647, 4]",
                ByteString.EMPTY,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE,
                4);
    }

    @Test
    void aDescriptionOfManyLinesIsOneSentence() {
        server.behave((request, answer) -> answer.onError(Status.INTERNAL
                .withDescription("out of memory\n at line 1\n at line 2")
                .asException()));
        try (RemoteInstance instance = open(RemoteOptions.of("any"))) {
            assertThatThrownBy(() -> infer(instance, new float[2]))
                    .rootCause()
                    .hasMessage(address() + " answered INTERNAL: out of memory");
        }
    }

    private void failsWith(String why, ByteString raw, long... shape) {
        server.behave((request, answer) -> ForeignServer.answer(answer, raw, shape));
        try (RemoteInstance instance = open(RemoteOptions.of("any"))) {
            assertThatThrownBy(() -> infer(instance, new float[2]))
                    .rootCause()
                    .isInstanceOf(RemoteFailure.class)
                    .hasMessage(address() + " answered with what is no output: " + why);
        }
    }

    private RemoteInstance open(RemoteOptions options) {
        return new RemoteInstances(options)
                .open(new ModelFile("", new int[] {2}, 2), "foreign-0", Endpoint.parse(address()));
    }

    private String address() {
        return "grpc://127.0.0.1:" + server.port();
    }

    private static List<float[]> infer(RemoteInstance instance, float[]... inputs) {
        return instance.infer(List.of(inputs)).toCompletableFuture().join();
    }
}
