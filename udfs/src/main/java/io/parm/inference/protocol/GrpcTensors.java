package io.parm.inference.protocol;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.parm.inference.protocol.ModelInferRequest.InferInputTensor;
import io.parm.inference.protocol.ModelInferResponse.InferOutputTensor;
import java.util.ArrayList;
import java.util.List;

/** Tensors in gRPC messages, in raw contents or in typed ones. */
public final class GrpcTensors {

    private GrpcTensors() {}

    /** The rows of a batch as raw contents; the result shares no array with them. */
    public static ByteString raw(List<float[]> rows) {
        return UnsafeByteOperations.unsafeWrap(FloatBytes.of(rows));
    }

    /** @throws MalformedMessageException if an input is not one of floats, or contents are missing or of another size */
    public static List<Tensor> inputs(ModelInferRequest request) throws MalformedMessageException {
        checkRaw(request.getRawInputContentsCount(), request.getInputsCount());
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < request.getInputsCount(); i++) {
            InferInputTensor input = request.getInputs(i);
            Tensor.checkDatatype(input.getName(), input.getDatatype());
            float[] elements = request.getRawInputContentsCount() > 0
                    ? floats(input.getName(), request.getRawInputContents(i))
                    : floats(input.getContents());
            tensors.add(Tensor.of(input.getName(), shape(input.getShapeList()), elements));
        }
        return tensors;
    }

    /** @throws MalformedMessageException if an output is not one of floats, or contents are missing or of another size */
    public static List<Tensor> outputs(ModelInferResponse response) throws MalformedMessageException {
        checkRaw(response.getRawOutputContentsCount(), response.getOutputsCount());
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < response.getOutputsCount(); i++) {
            InferOutputTensor output = response.getOutputs(i);
            Tensor.checkDatatype(output.getName(), output.getDatatype());
            float[] elements = response.getRawOutputContentsCount() > 0
                    ? floats(output.getName(), response.getRawOutputContents(i))
                    : floats(output.getContents());
            tensors.add(Tensor.of(output.getName(), shape(output.getShapeList()), elements));
        }
        return tensors;
    }

    private static void checkRaw(int raw, int tensors) throws MalformedMessageException {
        if (raw > 0 && raw != tensors) {
            throw new MalformedMessageException("there are " + raw + " raw contents for " + tensors + " tensors");
        }
    }

    private static float[] floats(String name, ByteString raw) throws MalformedMessageException {
        return FloatBytes.read(name, raw.asReadOnlyByteBuffer());
    }

    private static float[] floats(InferTensorContents contents) {
        float[] floats = new float[contents.getFp32ContentsCount()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = contents.getFp32Contents(i);
        }
        return floats;
    }

    private static long[] shape(List<Long> sizes) {
        return sizes.stream().mapToLong(Long::longValue).toArray();
    }
}
