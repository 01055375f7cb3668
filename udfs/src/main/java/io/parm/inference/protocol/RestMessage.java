package io.parm.inference.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A message of the REST side: a JSON object and, with the binary tensor data extension, the tensors' bytes right behind it.
 *
 * @param json the object
 * @param binary what follows it; empty without the extension
 */
public record RestMessage(JsonNode json, ByteBuffer binary) {

    /** Names the length of the JSON object, when bytes follow it. */
    public static final String JSON_LENGTH_HEADER = "Inference-Header-Content-Length";

    /** The request parameter by which a client says, in microseconds, how long it will wait; Triton's. */
    public static final String TIMEOUT_PARAMETER = "timeout";

    /** What a server calls this form of tensors when it lists its extensions. */
    public static final String BINARY_EXTENSION = "binary_tensor_data";

    public static final String INPUTS = "inputs";
    public static final String OUTPUTS = "outputs";

    private static final String PARAMETERS = "parameters";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param bytes the whole body
     * @param jsonBytes length of the JSON object within it, as the header says; that of the body without one
     * @throws MalformedMessageException if it is no JSON object
     */
    public static RestMessage read(byte[] bytes, int jsonBytes) throws MalformedMessageException {
        if (jsonBytes < 0 || jsonBytes > bytes.length) {
            throw new MalformedMessageException(
                    JSON_LENGTH_HEADER + " is " + jsonBytes + " but the body has " + bytes.length + " bytes");
        }
        try {
            JsonNode json = JSON.readTree(bytes, 0, jsonBytes);
            if (!json.isObject()) {
                throw new MalformedMessageException("the body is no JSON object");
            }
            return new RestMessage(json, ByteBuffer.wrap(bytes, jsonBytes, bytes.length - jsonBytes));
        } catch (JsonProcessingException e) {
            throw new MalformedMessageException("the body is no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be read", e);
        }
    }

    /** A new, empty object to fill. */
    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** The JSON object of a tensor of floats, added to a message's inputs or outputs; without its elements. */
    public static ObjectNode addTensor(ObjectNode message, String field, String name, long[] shape) {
        ObjectNode tensor = message.withArray(field).addObject();
        tensor.put("name", name).put("datatype", Tensor.FP32);
        ArrayNode sizes = tensor.putArray("shape");
        for (long size : shape) {
            sizes.add(size);
        }
        return tensor;
    }

    /** Says that a tensor's elements follow the JSON object, as so many bytes. */
    public static void announceBinary(ObjectNode tensor, int bytes) {
        tensor.putObject(PARAMETERS).put("binary_data_size", bytes);
    }

    /** Writes a message whose tensors' bytes follow the object; returns JSON and binary in one array. */
    public static byte[] append(byte[] json, byte[] binary) {
        return ByteBuffer.allocate(json.length + binary.length)
                .put(json)
                .put(binary)
                .array();
    }

    public static byte[] jsonBytes(JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    /**
     * Reads the message's inputs or outputs.
     *
     * @throws MalformedMessageException if one is not of floats, or its elements are missing or another number than its shape says
     */
    public List<Tensor> tensors(String field) throws MalformedMessageException {
        ByteBuffer rest = binary.duplicate();
        List<Tensor> tensors = new ArrayList<>();
        for (JsonNode tensor : json.path(field)) {
            String name = tensor.path("name").asText();
            Tensor.checkDatatype(name, tensor.path("datatype").asText());
            JsonNode size = tensor.path(PARAMETERS).path("binary_data_size");
            float[] elements = size.isMissingNode()
                    ? JsonFloats.read(name, tensor.path("data"))
                    : FloatBytes.read(name, next(rest, name, size));
            tensors.add(Tensor.of(name, shape(name, tensor.path("shape")), elements));
        }
        if (rest.hasRemaining()) {
            throw new MalformedMessageException(rest.remaining() + " bytes follow the last tensor");
        }
        return tensors;
    }

    /** Whether the sender wants outputs, all of them or the one of this name, in binary. */
    public boolean wantsBinary(String output) {
        boolean wanted = json.path(PARAMETERS).path("binary_data_output").asBoolean(false);
        for (JsonNode requested : json.path(OUTPUTS)) {
            if (output.equals(requested.path("name").asText())) {
                wanted = requested.path(PARAMETERS).path("binary_data").asBoolean(wanted);
            }
        }
        return wanted;
    }

    /** A parameter of the message that is a whole number. */
    public long parameter(String name, long absent) {
        return json.path(PARAMETERS).path(name).asLong(absent);
    }

    private static ByteBuffer next(ByteBuffer rest, String name, JsonNode size) throws MalformedMessageException {
        int bytes = size.asInt(-1);
        if (bytes < 0 || bytes > rest.remaining()) {
            throw new MalformedMessageException("tensor '" + name + "' claims " + size + " bytes of the "
                    + rest.remaining() + " that follow the JSON object");
        }
        ByteBuffer own = rest.slice(rest.position(), bytes);
        rest.position(rest.position() + bytes);
        return own;
    }

    private static long[] shape(String name, JsonNode sizes) throws MalformedMessageException {
        long[] shape = new long[sizes.size()];
        for (int i = 0; i < shape.length; i++) {
            if (!sizes.get(i).isIntegralNumber()) {
                throw new MalformedMessageException("tensor '" + name + "' has the impossible shape " + sizes);
            }
            shape[i] = sizes.get(i).asLong();
        }
        return shape;
    }
}
