package io.parm.inference.remote;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parm.inference.protocol.FloatBytes;
import io.parm.inference.protocol.RestMessage;
import io.parm.inference.protocol.TensorNames;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Writes a batch as an inference request of the REST side. Hot. */
final class RestRequests {

    private final RestConnection connection;
    private final Batch batches;
    private final String modelPath;

    RestRequests(RestConnection connection, Batch batches, String modelPath) {
        this.connection = connection;
        this.batches = batches;
        this.modelPath = modelPath;
    }

    /** @param binary whether elements follow the JSON as bytes, instead of standing in it */
    HttpRequest.Builder of(List<float[]> inputs, TensorNames tensors, boolean binary, CallTime time) {
        ObjectNode json = RestMessage.object();
        if (time.limited()) {
            json.putObject("parameters")
                    .put(RestMessage.TIMEOUT_PARAMETER, TimeUnit.NANOSECONDS.toMicros(time.leftNanos()));
        }
        ObjectNode input =
                RestMessage.addTensor(json, RestMessage.INPUTS, tensors.input(), batches.inputShape(inputs.size()));
        ObjectNode output = json.putArray(RestMessage.OUTPUTS).addObject().put("name", tensors.output());
        if (!binary) {
            addData(input.putArray("data"), inputs);
            return infer("application/json").POST(BodyPublishers.ofByteArray(RestMessage.jsonBytes(json)));
        }
        byte[] elements = FloatBytes.of(inputs);
        RestMessage.announceBinary(input, elements.length);
        output.putObject("parameters").put("binary_data", true);
        byte[] head = RestMessage.jsonBytes(json);
        return infer("application/octet-stream")
                .header(RestMessage.JSON_LENGTH_HEADER, Integer.toString(head.length))
                .POST(BodyPublishers.ofByteArray(RestMessage.append(head, elements)));
    }

    private HttpRequest.Builder infer(String contentType) {
        return connection.request(modelPath + "/infer").header("Content-Type", contentType);
    }

    private static void addData(ArrayNode data, List<float[]> inputs) {
        for (float[] input : inputs) {
            for (float element : input) {
                data.add(element);
            }
        }
    }
}
