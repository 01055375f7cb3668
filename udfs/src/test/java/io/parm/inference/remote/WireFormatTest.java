package io.parm.inference.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TextFormat;
import com.google.protobuf.UnknownFieldSet;
import io.parm.inference.protocol.InferParameter;
import io.parm.inference.protocol.ModelInferRequest;
import io.parm.inference.protocol.ModelInferResponse;
import io.parm.inference.protocol.ModelMetadataResponse;
import io.parm.inference.protocol.OpenInferenceProto;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Field numbers, and the names of service and methods, as the published protocol has them (KServe's open_inference_grpc.proto):
 * both sides of ours share one file, so a number that was wrong there would go unseen.
 */
class WireFormatTest {

    @Test
    void methodsAreThoseOfThePublishedService() {
        var service = OpenInferenceProto.getDescriptor().findServiceByName("GRPCInferenceService");
        assertThat(service.getFullName()).isEqualTo("inference.GRPCInferenceService");
        assertThat(service.getMethods())
                .extracting(method -> method.getName())
                .containsExactlyInAnyOrder(
                        "ServerLive", "ServerReady", "ModelReady", "ServerMetadata", "ModelMetadata", "ModelInfer");
    }

    @Test
    void aRequestHasThePublishedFieldNumbers() throws InvalidProtocolBufferException {
        ModelInferRequest request = ModelInferRequest.newBuilder()
                .setModelName("m")
                .setModelVersion("v")
                .setId("i")
                .putParameters("p", InferParameter.newBuilder().setInt64Param(7).build())
                .addInputs(ModelInferRequest.InferInputTensor.newBuilder()
                        .setName("x")
                        .setDatatype("FP32")
                        .addShape(2)
                        .addShape(3))
                .addOutputs(ModelInferRequest.InferRequestedOutputTensor.newBuilder()
                        .setName("y"))
                .addRawInputContents(ByteString.copyFromUtf8("raw"))
                .build();
        assertThat(shown(request.toByteArray()))
                .isEqualTo("1: \"m\" 2: \"v\" 3: \"i\" 4: { 1: \"p\" 2: { 2: 7 } } "
                        + "5: { 1: \"x\" 2: \"FP32\" 3: \"\\002\\003\" } 6: { 1: \"y\" } 7: \"raw\"");
    }

    @Test
    void aResponseHasThePublishedFieldNumbers() throws InvalidProtocolBufferException {
        ModelInferResponse response = ModelInferResponse.newBuilder()
                .setModelName("m")
                .setModelVersion("v")
                .setId("i")
                .putParameters(
                        "p", InferParameter.newBuilder().setStringParam("s").build())
                .addOutputs(ModelInferResponse.InferOutputTensor.newBuilder()
                        .setName("y")
                        .setDatatype("FP32")
                        .addShape(2)
                        .addShape(3))
                .addRawOutputContents(ByteString.copyFromUtf8("raw"))
                .build();
        assertThat(shown(response.toByteArray()))
                .isEqualTo("1: \"m\" 2: \"v\" 3: \"i\" 4: { 1: \"p\" 2: { 3: \"s\" } } "
                        + "5: { 1: \"y\" 2: \"FP32\" 3: \"\\002\\003\" } 6: \"raw\"");
    }

    @Test
    void metadataHasThePublishedFieldNumbers() throws InvalidProtocolBufferException {
        ModelMetadataResponse.TensorMetadata tensor = ModelMetadataResponse.TensorMetadata.newBuilder()
                .setName("x")
                .setDatatype("FP32")
                .addShape(2)
                .build();
        ModelMetadataResponse response = ModelMetadataResponse.newBuilder()
                .setName("m")
                .addVersions("1")
                .setPlatform("p")
                .addInputs(tensor)
                .addOutputs(tensor)
                .build();
        String shownTensor = "{ 1: \"x\" 2: \"FP32\" 3: \"\\002\" }";
        assertThat(shown(response.toByteArray()))
                .isEqualTo("1: \"m\" 2: \"1\" 3: \"p\" 4: " + shownTensor + " 5: " + shownTensor);
    }

    @Test
    void elementsOfEveryTypeHaveThePublishedFieldNumbers() {
        Map<String, Integer> numbers = new TreeMap<>();
        OpenInferenceProto.getDescriptor()
                .findMessageTypeByName("InferTensorContents")
                .getFields()
                .forEach(field -> numbers.put(field.getName(), field.getNumber()));
        assertThat(numbers)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "bool_contents", 1,
                        "int_contents", 2,
                        "int64_contents", 3,
                        "uint_contents", 4,
                        "uint64_contents", 5,
                        "fp32_contents", 6,
                        "fp64_contents", 7,
                        "bytes_contents", 8));
    }

    /** A message as one who does not know the schema sees it: numbers and values. */
    private static String shown(byte[] message) throws InvalidProtocolBufferException {
        return TextFormat.printer()
                .emittingSingleLine(true)
                .printToString(UnknownFieldSet.parseFrom(message))
                .strip();
    }
}
