package io.parm.inference.remote;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.parm.inference.protocol.GRPCInferenceServiceGrpc;
import io.parm.inference.protocol.GRPCInferenceServiceGrpc.GRPCInferenceServiceStub;
import io.parm.inference.protocol.GrpcTensors;
import io.parm.inference.protocol.MalformedMessageException;
import io.parm.inference.protocol.ModelInferRequest;
import io.parm.inference.protocol.ModelInferRequest.InferInputTensor;
import io.parm.inference.protocol.ModelInferRequest.InferRequestedOutputTensor;
import io.parm.inference.protocol.ModelInferResponse;
import io.parm.inference.protocol.ModelMetadataRequest;
import io.parm.inference.protocol.ModelMetadataResponse;
import io.parm.inference.protocol.ModelReadyRequest;
import io.parm.inference.protocol.ModelReadyResponse;
import io.parm.inference.protocol.Tensor;
import io.parm.inference.protocol.TensorNames;
import io.parm.model.ModelFile;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** An instance by gRPC: one HTTP/2 connection, raw tensor contents, the remaining time as the call's deadline. Thread-safe; hot. */
final class GrpcInstance implements RemoteInstance {

    private final String name;
    private final Endpoint endpoint;
    private final RemoteOptions options;
    private final Batch batches;
    private final Reconnection connection;
    private final GRPCInferenceServiceStub stub;

    /** {@code null} until the server has told them. */
    private volatile TensorNames names;

    private GrpcInstance(
            ModelFile model, String name, Endpoint endpoint, RemoteOptions options, ManagedChannel channel) {
        this.name = name;
        this.endpoint = endpoint;
        this.options = options;
        this.batches = new Batch(model);
        this.connection = new Reconnection(channel);
        this.stub = GRPCInferenceServiceGrpc.newStub(channel);
        this.names = options.names();
    }

    static GrpcInstance open(ModelFile model, String name, Endpoint endpoint, RemoteOptions options) {
        return new GrpcInstance(model, name, endpoint, options, GrpcChannels.open(endpoint, options));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public CompletionStage<List<float[]>> infer(List<float[]> inputs, long remainingMs) {
        CallTime time = CallTime.of(remainingMs);
        connection.retryIfLost();
        TensorNames known = names;
        if (known != null) {
            return infer(inputs, known, time);
        }
        return askNames(time).thenCompose(told -> infer(inputs, told, time));
    }

    @Override
    public CompletionStage<Boolean> ready() {
        connection.retryNow();
        ModelReadyRequest request = ModelReadyRequest.newBuilder()
                .setName(options.model())
                .setVersion(options.version())
                .build();
        UnaryCall<ModelReadyResponse> call = new UnaryCall<>();
        // The connection may be in the making: fail-fast would report its last failure.
        stub.withWaitForReady()
                .withDeadlineAfter(options.connectTimeoutMs(), TimeUnit.MILLISECONDS)
                .modelReady(request, call);
        return call.response().handle((response, failure) -> failure == null && response.getReady());
    }

    @Override
    public void close() {
        connection.close();
    }

    private CompletableFuture<List<float[]>> infer(List<float[]> inputs, TensorNames tensors, CallTime time) {
        UnaryCall<ModelInferResponse> call = new UnaryCall<>();
        stub.withDeadlineAfter(time.leftNanos(), TimeUnit.NANOSECONDS).modelInfer(request(inputs, tensors), call);
        return call.response().handle((response, failure) -> {
            if (failure != null) {
                throw failed(Status.fromThrowable(failure), time);
            }
            return outputs(response, tensors, inputs.size());
        });
    }

    private ModelInferRequest request(List<float[]> inputs, TensorNames tensors) {
        InferInputTensor.Builder input =
                InferInputTensor.newBuilder().setName(tensors.input()).setDatatype(Tensor.FP32);
        for (long size : batches.inputShape(inputs.size())) {
            input.addShape(size);
        }
        return ModelInferRequest.newBuilder()
                .setModelName(options.model())
                .setModelVersion(options.version())
                .addInputs(input)
                .addOutputs(InferRequestedOutputTensor.newBuilder().setName(tensors.output()))
                .addRawInputContents(GrpcTensors.raw(inputs))
                .build();
    }

    private List<float[]> outputs(ModelInferResponse response, TensorNames tensors, int size) {
        try {
            return batches.outputs(GrpcTensors.outputs(response), tensors.output(), size);
        } catch (MalformedMessageException e) {
            throw new RemoteFailure(endpoint, "answered with what is no output: " + e.getMessage());
        }
    }

    /** A server that keeps its metadata to itself gets the usual names; one that cannot be asked cannot infer either. */
    private CompletableFuture<TensorNames> askNames(CallTime time) {
        ModelMetadataRequest request = ModelMetadataRequest.newBuilder()
                .setName(options.model())
                .setVersion(options.version())
                .build();
        UnaryCall<ModelMetadataResponse> call = new UnaryCall<>();
        stub.withDeadlineAfter(time.leftNanos(), TimeUnit.NANOSECONDS).modelMetadata(request, call);
        return call.response().handle((response, failure) -> {
            Status status = failure == null ? Status.OK : Status.fromThrowable(failure);
            return switch (status.getCode()) {
                case OK -> names = told(response);
                case UNIMPLEMENTED -> names = TensorNames.DEFAULT;
                case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED -> throw failed(status, time);
                default -> TensorNames.DEFAULT;
            };
        });
    }

    private TensorNames told(ModelMetadataResponse metadata) {
        if (metadata.getInputsCount() == 0 || metadata.getOutputsCount() == 0) {
            return TensorNames.DEFAULT;
        }
        return new TensorNames(
                metadata.getInputs(0).getName(), metadata.getOutputs(0).getName());
    }

    private CompletionException failed(Status status, CallTime time) {
        switch (status.getCode()) {
            // Another model may serve there now.
            case INVALID_ARGUMENT, NOT_FOUND -> names = options.names();
            default -> {}
        }
        return new CompletionException(new RemoteFailure(endpoint, GrpcFailures.sentence(status, time)));
    }
}
