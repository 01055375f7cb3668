package io.parm.serving;

import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.parm.inference.protocol.GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase;
import io.parm.inference.protocol.GrpcTensors;
import io.parm.inference.protocol.InferTensorContents;
import io.parm.inference.protocol.MalformedMessageException;
import io.parm.inference.protocol.ModelInferRequest;
import io.parm.inference.protocol.ModelInferRequest.InferRequestedOutputTensor;
import io.parm.inference.protocol.ModelInferResponse;
import io.parm.inference.protocol.ModelInferResponse.InferOutputTensor;
import io.parm.inference.protocol.ModelMetadataRequest;
import io.parm.inference.protocol.ModelMetadataResponse;
import io.parm.inference.protocol.ModelMetadataResponse.TensorMetadata;
import io.parm.inference.protocol.ModelReadyRequest;
import io.parm.inference.protocol.ModelReadyResponse;
import io.parm.inference.protocol.ServerLiveRequest;
import io.parm.inference.protocol.ServerLiveResponse;
import io.parm.inference.protocol.ServerMetadataRequest;
import io.parm.inference.protocol.ServerMetadataResponse;
import io.parm.inference.protocol.ServerReadyRequest;
import io.parm.inference.protocol.ServerReadyResponse;
import io.parm.inference.protocol.Tensor;
import io.parm.serving.ModelMetrics.Protocol;
import io.parm.serving.RefusedException.Reason;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The protocol's gRPC side. Its methods return at once; answers go out on the thread of the instance that gave them. */
final class GrpcService extends GRPCInferenceServiceImplBase {

    private final ServedModels models;
    private final Admission admission;

    GrpcService(ServedModels models, Admission admission) {
        this.models = models;
        this.admission = admission;
    }

    @Override
    public void serverLive(ServerLiveRequest request, StreamObserver<ServerLiveResponse> answer) {
        send(answer, ServerLiveResponse.newBuilder().setLive(true).build());
    }

    @Override
    public void serverReady(ServerReadyRequest request, StreamObserver<ServerReadyResponse> answer) {
        send(answer, ServerReadyResponse.newBuilder().setReady(true).build());
    }

    @Override
    public void modelReady(ModelReadyRequest request, StreamObserver<ModelReadyResponse> answer) {
        try {
            models.find(request.getName(), request.getVersion());
            send(answer, ModelReadyResponse.newBuilder().setReady(true).build());
        } catch (RefusedException e) {
            refuse(answer, e);
        }
    }

    @Override
    public void serverMetadata(ServerMetadataRequest request, StreamObserver<ServerMetadataResponse> answer) {
        send(
                answer,
                ServerMetadataResponse.newBuilder()
                        .setName(ServerIdentity.NAME)
                        .setVersion(ServerIdentity.VERSION)
                        .addAllExtensions(ServerIdentity.EXTENSIONS)
                        .build());
    }

    @Override
    public void modelMetadata(ModelMetadataRequest request, StreamObserver<ModelMetadataResponse> answer) {
        try {
            ServedModel model = models.find(request.getName(), request.getVersion());
            send(
                    answer,
                    ModelMetadataResponse.newBuilder()
                            .setName(model.name())
                            .addVersions(ServedModel.VERSION)
                            .setPlatform(ServedModel.PLATFORM)
                            .addInputs(metadata(ServedModel.NAMES.input(), model.inputShape(-1)))
                            .addOutputs(metadata(ServedModel.NAMES.output(), model.outputShape(-1)))
                            .build());
        } catch (RefusedException e) {
            refuse(answer, e);
        }
    }

    @Override
    public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> answer) {
        // A client that has gone away is no error: its answer is dropped.
        ((ServerCallStreamObserver<ModelInferResponse>) answer).setOnCancelHandler(() -> {});
        try {
            admission.enter();
        } catch (RefusedException e) {
            refuse(answer, e);
            return;
        }
        try {
            ServedModel model = models.find(request.getModelName(), request.getModelVersion());
            checkOutputs(request);
            admission
                    .infer(model, GrpcTensors.inputs(request), giveUpMs(), Protocol.GRPC)
                    .whenComplete((outputs, failure) -> {
                        admission.leave();
                        if (failure == null) {
                            send(answer, response(request, model, outputs));
                        } else {
                            refuse(answer, Admission.refusal(failure));
                        }
                    });
        } catch (RefusedException e) {
            admission.leave();
            refuse(answer, e);
        } catch (MalformedMessageException e) {
            admission.leave();
            refuse(answer, new RefusedException(Reason.INVALID, e.getMessage()));
        }
    }

    private static void checkOutputs(ModelInferRequest request) throws RefusedException {
        for (InferRequestedOutputTensor output : request.getOutputsList()) {
            ServerIdentity.checkOutput(output.getName());
        }
    }

    private static long giveUpMs() {
        Deadline deadline = Context.current().getDeadline();
        return deadline == null ? Long.MAX_VALUE : ServerClock.in(deadline.timeRemaining(TimeUnit.MILLISECONDS));
    }

    /** Raw contents for who sent them, typed ones for who did not. */
    private static ModelInferResponse response(ModelInferRequest request, ServedModel model, List<float[]> outputs) {
        InferOutputTensor.Builder tensor = InferOutputTensor.newBuilder()
                .setName(ServedModel.NAMES.output())
                .setDatatype(Tensor.FP32);
        for (long size : model.outputShape(outputs.size())) {
            tensor.addShape(size);
        }
        ModelInferResponse.Builder response = ModelInferResponse.newBuilder()
                .setModelName(model.name())
                .setModelVersion(ServedModel.VERSION)
                .setId(request.getId());
        if (request.getRawInputContentsCount() > 0) {
            response.addRawOutputContents(GrpcTensors.raw(outputs));
        } else {
            tensor.setContents(typed(outputs));
        }
        return response.addOutputs(tensor).build();
    }

    private static InferTensorContents typed(List<float[]> outputs) {
        InferTensorContents.Builder contents = InferTensorContents.newBuilder();
        for (float[] output : outputs) {
            for (float value : output) {
                contents.addFp32Contents(value);
            }
        }
        return contents.build();
    }

    private static TensorMetadata metadata(String name, long[] shape) {
        TensorMetadata.Builder tensor =
                TensorMetadata.newBuilder().setName(name).setDatatype(Tensor.FP32);
        for (long size : shape) {
            tensor.addShape(size);
        }
        return tensor.build();
    }

    private static <T> void send(StreamObserver<T> answer, T message) {
        answer.onNext(message);
        answer.onCompleted();
    }

    private static void refuse(StreamObserver<?> answer, RefusedException refused) {
        answer.onError(Status.fromCode(refused.reason().grpcCode())
                .withDescription(refused.getMessage())
                .asException());
    }
}
