package io.parm.inference.remote;

import com.google.protobuf.ByteString;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.parm.inference.protocol.GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase;
import io.parm.inference.protocol.ModelInferRequest;
import io.parm.inference.protocol.ModelInferResponse;
import io.parm.inference.protocol.ModelMetadataRequest;
import io.parm.inference.protocol.ModelMetadataResponse;
import io.parm.inference.protocol.ModelMetadataResponse.TensorMetadata;
import io.parm.inference.protocol.ModelReadyRequest;
import io.parm.inference.protocol.ModelReadyResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/** A server on the generated classes alone, that does what Triton does: exact tensor names, raw contents in and out. */
final class ForeignServer extends GRPCInferenceServiceImplBase implements AutoCloseable {

    /** Names that are nobody's default, so that a client must ask. */
    static final String INPUT = "pixels";

    static final String OUTPUT = "scores";

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final Server server;
    private final AtomicReference<String> authorization = new AtomicReference<>();
    private final AtomicReference<Boolean> hadDeadline = new AtomicReference<>();
    private volatile BiConsumer<ModelInferRequest, StreamObserver<ModelInferResponse>> behaviour = this::doubleAll;

    ForeignServer() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(this)
                .intercept(new Listening())
                .build()
                .start();
    }

    int port() {
        return server.getPort();
    }

    /** Replaces what it does with a request. */
    void behave(BiConsumer<ModelInferRequest, StreamObserver<ModelInferResponse>> newBehaviour) {
        behaviour = newBehaviour;
    }

    String authorization() {
        return authorization.get();
    }

    boolean hadDeadline() {
        return hadDeadline.get();
    }

    void die() {
        server.shutdownNow();
    }

    @Override
    public void modelReady(ModelReadyRequest request, StreamObserver<ModelReadyResponse> answer) {
        answer.onNext(ModelReadyResponse.newBuilder().setReady(true).build());
        answer.onCompleted();
    }

    @Override
    public void modelMetadata(ModelMetadataRequest request, StreamObserver<ModelMetadataResponse> answer) {
        answer.onNext(ModelMetadataResponse.newBuilder()
                .setName(request.getName())
                .addInputs(TensorMetadata.newBuilder().setName(INPUT).setDatatype("FP32"))
                .addOutputs(TensorMetadata.newBuilder().setName(OUTPUT).setDatatype("FP32"))
                .build());
        answer.onCompleted();
    }

    @Override
    public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> answer) {
        hadDeadline.set(Context.current().getDeadline() != null);
        behaviour.accept(request, answer);
    }

    /** Answers twice each input. */
    void doubleAll(ModelInferRequest request, StreamObserver<ModelInferResponse> answer) {
        if (!request.getInputs(0).getName().equals(INPUT)
                || !request.getOutputs(0).getName().equals(OUTPUT)
                || request.getInputs(0).hasContents()) {
            answer.onError(
                    Status.INVALID_ARGUMENT.withDescription("unexpected tensor").asException());
            return;
        }
        ByteBuffer in = request.getRawInputContents(0).asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer out = ByteBuffer.allocate(in.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            out.putFloat(in.getFloat() * 2);
        }
        answer(answer, ByteString.copyFrom(out.flip()), request.getInputs(0).getShape(0), 2);
    }

    static void answer(StreamObserver<ModelInferResponse> answer, ByteString raw, long... shape) {
        ModelInferResponse.InferOutputTensor.Builder tensor = ModelInferResponse.InferOutputTensor.newBuilder()
                .setName(OUTPUT)
                .setDatatype("FP32");
        for (long size : shape) {
            tensor.addShape(size);
        }
        answer.onNext(ModelInferResponse.newBuilder()
                .addOutputs(tensor)
                .addRawOutputContents(raw)
                .build());
        answer.onCompleted();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private final class Listening implements ServerInterceptor {
        @Override
        public <Q, R> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
            authorization.set(headers.get(AUTHORIZATION));
            return next.startCall(call, headers);
        }
    }
}
