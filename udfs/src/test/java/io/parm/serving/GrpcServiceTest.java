package io.parm.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.ByteString;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.parm.inference.protocol.GRPCInferenceServiceGrpc;
import io.parm.inference.protocol.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import io.parm.inference.protocol.InferTensorContents;
import io.parm.inference.protocol.ModelInferRequest;
import io.parm.inference.protocol.ModelInferRequest.InferInputTensor;
import io.parm.inference.protocol.ModelInferRequest.InferRequestedOutputTensor;
import io.parm.inference.protocol.ModelInferResponse;
import io.parm.inference.protocol.ModelMetadataRequest;
import io.parm.inference.protocol.ModelMetadataResponse;
import io.parm.inference.protocol.ModelReadyRequest;
import io.parm.inference.protocol.ServerLiveRequest;
import io.parm.inference.protocol.ServerMetadataRequest;
import io.parm.inference.protocol.ServerReadyRequest;
import io.parm.inference.remote.HeldInstances;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server, as a client sees it that knows nothing but the protocol's generated stub. */
@Timeout(60)
class GrpcServiceTest {

    private final HeldInstances instances = new HeldInstances();
    private final ModelServer server = Servers.small(instances, 100);
    private final ManagedChannel channel = Grpc.newChannelBuilder(
                    "127.0.0.1:" + server.grpcPort(), InsecureChannelCredentials.create())
            .build();
    private final GRPCInferenceServiceBlockingStub stub = GRPCInferenceServiceGrpc.newBlockingStub(channel);

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.close();
    }

    @Test
    void typedContentsAreAnsweredInTypedContents() {
        ModelInferResponse response = stub.modelInfer(typed(1, 2).setId("q-7").build());

        assertThat(response.getId()).isEqualTo("q-7");
        assertThat(response.getModelName()).isEqualTo("deployed");
        assertThat(response.getRawOutputContentsCount()).isZero();
        assertThat(response.getOutputs(0).getName()).isEqualTo("OUTPUT__0");
        assertThat(response.getOutputs(0).getDatatype()).isEqualTo("FP32");
        assertThat(response.getOutputs(0).getShapeList()).containsExactly(1L, 2L);
        assertThat(response.getOutputs(0).getContents().getFp32ContentsList()).containsExactly(1f, 2f);
    }

    @Test
    void rawContentsAreAnsweredInRawContents() {
        // 1.0 and -2.0, little endian.
        ByteString bytes = ByteString.copyFrom(new byte[] {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, (byte) 0xc0});
        ModelInferRequest request = ModelInferRequest.newBuilder()
                .setModelName("parity-0")
                .setModelVersion("1")
                .addInputs(input("INPUT__0", "FP32", 1, 2))
                .addOutputs(InferRequestedOutputTensor.newBuilder().setName("OUTPUT__0"))
                .addRawInputContents(bytes)
                .build();
        ModelInferResponse response = stub.modelInfer(request);

        assertThat(response.getRawOutputContents(0)).isEqualTo(bytes);
        assertThat(response.getOutputs(0).hasContents()).isFalse();
    }

    @Test
    void healthAndMetadata() {
        assertThat(stub.serverLive(ServerLiveRequest.getDefaultInstance()).getLive())
                .isTrue();
        assertThat(stub.serverReady(ServerReadyRequest.getDefaultInstance()).getReady())
                .isTrue();
        assertThat(stub.modelReady(ModelReadyRequest.newBuilder()
                                .setName("deployed")
                                .build())
                        .getReady())
                .isTrue();
        assertThat(stub.serverMetadata(ServerMetadataRequest.getDefaultInstance())
                        .getName())
                .isEqualTo("parm");
        ModelMetadataResponse metadata = stub.modelMetadata(
                ModelMetadataRequest.newBuilder().setName("deployed").build());
        assertThat(metadata.getVersionsList()).containsExactly("1");
        assertThat(metadata.getInputs(0).getName()).isEqualTo("INPUT__0");
        assertThat(metadata.getInputs(0).getShapeList()).containsExactly(-1L, 2L);
        assertThat(metadata.getOutputs(0).getShapeList()).containsExactly(-1L, 2L);
        assertThat(HealthGrpc.newBlockingStub(channel)
                        .check(HealthCheckRequest.getDefaultInstance())
                        .getStatus())
                .isEqualTo(ServingStatus.SERVING);
    }

    @Test
    void wrongRequestsAreRefusedWithAStatusThatFits() {
        refused(Status.Code.NOT_FOUND, "there is no model 'other'", typed(1, 2).setModelName("other"));
        refused(Status.Code.NOT_FOUND, "has no version '2'", typed(1, 2).setModelVersion("2"));
        refused(
                Status.Code.INVALID_ARGUMENT,
                "takes one input, 'INPUT__0', but got []",
                typed(1, 2).clearInputs());
        refused(
                Status.Code.INVALID_ARGUMENT,
                "but got [x]",
                typed(1, 2).setInputs(0, typed(1, 2).getInputs(0).toBuilder().setName("x")));
        refused(
                Status.Code.INVALID_ARGUMENT,
                "has data type FP64, not FP32",
                typed(1, 2).setInputs(0, input("INPUT__0", "FP64", 1, 2)));
        refused(
                Status.Code.INVALID_ARGUMENT,
                "has 0 elements",
                typed(1, 2).setInputs(0, input("INPUT__0", "FP32", 1, 2)));
        refused(Status.Code.INVALID_ARGUMENT, "takes inputs of shape [-1, 2] but got [1, 3]", typed(1, 2, 3));
        refused(Status.Code.INVALID_ARGUMENT, "takes finite numbers but got NaN", typed(1, Float.NaN));
        refused(
                Status.Code.INVALID_ARGUMENT,
                "takes finite numbers but got -Infinity",
                typed(Float.NEGATIVE_INFINITY, 1));
        refused(
                Status.Code.INVALID_ARGUMENT,
                "there is no output 'y'",
                typed(1, 2).addOutputs(InferRequestedOutputTensor.newBuilder().setName("y")));
    }

    @Test
    void moreInputsThanTheQueueHoldsAreRefused() {
        InferInputTensor.Builder batch = input("INPUT__0", "FP32", 3, 2)
                .setContents(InferTensorContents.newBuilder().addAllFp32Contents(java.util.Collections.nCopies(6, 0f)));
        refused(
                Status.Code.INVALID_ARGUMENT,
                "takes at most 2 inputs at a time but got 3",
                typed(1, 2).setInputs(0, batch));
    }

    @Test
    void oneRequestMoreThanTheQueueHoldsIsRefused() {
        instances.hold();
        GRPCInferenceServiceGrpc.GRPCInferenceServiceFutureStub async = GRPCInferenceServiceGrpc.newFutureStub(channel);
        ListenableFuture<ModelInferResponse> running =
                async.modelInfer(typed(1, 2).build());
        HeldInstances.Held first = instances.next();
        async.modelInfer(typed(3, 4).build());
        async.modelInfer(typed(5, 6).build());

        refused(Status.Code.RESOURCE_EXHAUSTED, "the queue is full with 2 requests", typed(7, 8));
        first.answer();
        assertThat(running).succeedsWithin(30, TimeUnit.SECONDS);
    }

    @Test
    void theCallsDeadlineEndsItWhileItWaits() {
        instances.hold();
        assertThatThrownBy(() -> stub.withDeadlineAfter(200, TimeUnit.MILLISECONDS)
                        .modelInfer(typed(1, 2).build()))
                .isInstanceOf(StatusRuntimeException.class)
                .extracting(e -> Status.fromThrowable(e).getCode())
                .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    }

    @Test
    void oversizedRequestIsRefused() {
        assertThatThrownBy(() ->
                        stub.modelInfer(typed(1, 2).setId("x".repeat(2_000)).build()))
                .isInstanceOf(StatusRuntimeException.class)
                .extracting(e -> Status.fromThrowable(e).getCode())
                .isIn(Status.Code.RESOURCE_EXHAUSTED, Status.Code.CANCELLED);
    }

    private void refused(Status.Code code, String why, ModelInferRequest.Builder request) {
        assertThatThrownBy(() -> stub.modelInfer(request.build()))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageStartingWith(code.name())
                .hasMessageContaining(why);
    }

    private static ModelInferRequest.Builder typed(float... values) {
        InferTensorContents.Builder contents = InferTensorContents.newBuilder();
        for (float value : values) {
            contents.addFp32Contents(value);
        }
        return ModelInferRequest.newBuilder()
                .setModelName("deployed")
                .addInputs(input("INPUT__0", "FP32", 1, values.length).setContents(contents));
    }

    private static InferInputTensor.Builder input(String name, String datatype, long... shape) {
        InferInputTensor.Builder input =
                InferInputTensor.newBuilder().setName(name).setDatatype(datatype);
        for (long size : shape) {
            input.addShape(size);
        }
        return input;
    }
}
