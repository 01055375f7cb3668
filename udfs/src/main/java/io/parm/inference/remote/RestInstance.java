package io.parm.inference.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parm.inference.protocol.FloatBytes;
import io.parm.inference.protocol.MalformedMessageException;
import io.parm.inference.protocol.RestMessage;
import io.parm.inference.protocol.TensorNames;
import io.parm.model.ModelFile;
import java.net.HttpURLConnection;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** An instance by REST, with tensors in binary behind the JSON, and answers in either form. Thread-safe; hot. */
final class RestInstance implements RemoteInstance {

    private final String name;
    private final Endpoint endpoint;
    private final RemoteOptions options;
    private final Batch batches;
    private final RestConnection connection;
    private final String modelPath;

    /** {@code null} until the server has told them. */
    private volatile TensorNames names;

    private RestInstance(ModelFile model, String name, Endpoint endpoint, RemoteOptions options) {
        this.name = name;
        this.endpoint = endpoint;
        this.options = options;
        this.batches = new Batch(model);
        this.connection = RestConnection.open(name, endpoint, options);
        this.modelPath =
                "/v2/models/" + options.model() + (options.version().isEmpty() ? "" : "/versions/" + options.version());
        this.names = options.names();
    }

    static RestInstance open(ModelFile model, String name, Endpoint endpoint, RemoteOptions options) {
        return new RestInstance(model, name, endpoint, options);
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
        TensorNames known = names;
        if (known != null) {
            return infer(inputs, known, time);
        }
        return askNames(time).thenCompose(told -> infer(inputs, told, time));
    }

    @Override
    public CompletionStage<Boolean> ready() {
        CallTime time = CallTime.of(options.connectTimeoutMs());
        return connection
                .send(connection.request(modelPath + "/ready").GET(), time)
                .handle((response, failure) -> failure == null && response.statusCode() == HttpURLConnection.HTTP_OK);
    }

    @Override
    public void close() {
        connection.close();
    }

    private CompletableFuture<List<float[]>> infer(List<float[]> inputs, TensorNames tensors, CallTime time) {
        return connection.send(request(inputs, tensors, time), time).thenApply(response -> {
            if (response.statusCode() != HttpURLConnection.HTTP_OK) {
                throw refused(response);
            }
            try {
                return batches.outputs(message(response).tensors(RestMessage.OUTPUTS), tensors.output(), inputs.size());
            } catch (MalformedMessageException e) {
                throw new RemoteFailure(endpoint, "answered with what is no output: " + e.getMessage());
            }
        });
    }

    private HttpRequest.Builder request(List<float[]> inputs, TensorNames tensors, CallTime time) {
        byte[] binary = FloatBytes.of(inputs);
        ObjectNode json = RestMessage.object();
        if (time.limited()) {
            json.putObject("parameters")
                    .put(RestMessage.TIMEOUT_PARAMETER, TimeUnit.NANOSECONDS.toMicros(time.leftNanos()));
        }
        RestMessage.announceBinary(
                RestMessage.addTensor(json, RestMessage.INPUTS, tensors.input(), batches.inputShape(inputs.size())),
                binary.length);
        json.putArray(RestMessage.OUTPUTS)
                .addObject()
                .put("name", tensors.output())
                .putObject("parameters")
                .put("binary_data", true);
        byte[] head = RestMessage.jsonBytes(json);
        return connection
                .request(modelPath + "/infer")
                .header("Content-Type", "application/octet-stream")
                .header(RestMessage.JSON_LENGTH_HEADER, Integer.toString(head.length))
                .POST(BodyPublishers.ofByteArray(RestMessage.append(head, binary)));
    }

    /** A server that keeps its metadata to itself gets the usual names; one that cannot be asked cannot infer either. */
    private CompletableFuture<TensorNames> askNames(CallTime time) {
        return connection.send(connection.request(modelPath).GET(), time).thenApply(response -> {
            if (response.statusCode() != HttpURLConnection.HTTP_OK) {
                return TensorNames.DEFAULT;
            }
            try {
                JsonNode metadata = message(response).json();
                names = told(
                        metadata.path(RestMessage.INPUTS).path(0).path("name").asText(),
                        metadata.path(RestMessage.OUTPUTS).path(0).path("name").asText());
                return names;
            } catch (MalformedMessageException e) {
                throw new RemoteFailure(endpoint, "answered with what is no metadata: " + e.getMessage());
            }
        });
    }

    private static TensorNames told(String input, String output) {
        return input.isBlank() || output.isBlank() ? TensorNames.DEFAULT : new TensorNames(input, output);
    }

    private static RestMessage message(HttpResponse<byte[]> response) throws MalformedMessageException {
        String length = response.headers()
                .firstValue(RestMessage.JSON_LENGTH_HEADER)
                .orElse(Integer.toString(response.body().length));
        try {
            return RestMessage.read(response.body(), Integer.parseInt(length));
        } catch (NumberFormatException e) {
            throw new MalformedMessageException(RestMessage.JSON_LENGTH_HEADER + " is '" + length + "'");
        }
    }

    private RemoteFailure refused(HttpResponse<byte[]> response) {
        if (response.statusCode() == HttpURLConnection.HTTP_BAD_REQUEST
                || response.statusCode() == HttpURLConnection.HTTP_NOT_FOUND) {
            // Another model may serve there now.
            names = options.names();
        }
        String reason;
        try {
            reason = message(response).json().path("error").asText("no reason given");
        } catch (MalformedMessageException e) {
            reason = "no reason given";
        }
        return new RemoteFailure(endpoint, "answered HTTP " + response.statusCode() + ": " + Sentence.of(reason));
    }
}
