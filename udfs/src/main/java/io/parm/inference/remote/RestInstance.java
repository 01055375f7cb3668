package io.parm.inference.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.parm.inference.protocol.MalformedMessageException;
import io.parm.inference.protocol.RestMessage;
import io.parm.inference.protocol.TensorNames;
import io.parm.model.ModelFile;
import java.net.HttpURLConnection;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An instance by REST, with tensors in binary behind the JSON where the server takes them, and answers in either form. Thread-safe; hot. */
final class RestInstance implements RemoteInstance {

    private final String name;
    private final Endpoint endpoint;
    private final RemoteOptions options;
    private final Batch batches;
    private final RestConnection connection;
    private final RestRequests requests;
    private final String modelPath;

    /** {@code null} until the server has told them. */
    private volatile TensorNames names;

    /** {@code null} until the server has told whether it takes tensors in binary. */
    private volatile Boolean takesBinary;

    private RestInstance(ModelFile model, String name, Endpoint endpoint, RemoteOptions options) {
        this.name = name;
        this.endpoint = endpoint;
        this.options = options;
        this.batches = new Batch(model);
        this.connection = RestConnection.open(name, endpoint, options);
        this.modelPath =
                "/v2/models/" + options.model() + (options.version().isEmpty() ? "" : "/versions/" + options.version());
        this.requests = new RestRequests(connection, batches, modelPath);
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
        Boolean binary = takesBinary;
        if (known != null && binary != null) {
            return infer(inputs, known, binary, time);
        }
        return askBinary(time)
                .thenCompose(takes -> askNames(time).thenCompose(told -> infer(inputs, told, takes, time)));
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

    private CompletableFuture<List<float[]>> infer(
            List<float[]> inputs, TensorNames tensors, boolean binary, CallTime time) {
        return connection.send(requests.of(inputs, tensors, binary, time), time).thenApply(response -> {
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

    /** A server that keeps its metadata to itself gets the usual names; one that cannot be asked cannot infer either. */
    private CompletableFuture<TensorNames> askNames(CallTime time) {
        TensorNames known = names;
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
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

    /** The extension is one that a server announces; plain JSON is understood by all. */
    private CompletableFuture<Boolean> askBinary(CallTime time) {
        return connection.send(connection.request("/v2").GET(), time).thenApply(response -> {
            boolean announced = false;
            try {
                for (JsonNode extension : message(response).json().path("extensions")) {
                    announced |= extension.asText().equals(RestMessage.BINARY_EXTENSION);
                }
            } catch (MalformedMessageException e) {
                announced = false;
            }
            if (response.statusCode() < HttpURLConnection.HTTP_INTERNAL_ERROR) {
                takesBinary = announced;
            }
            return announced;
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
            // Another model, or server, may be there now.
            names = options.names();
            takesBinary = null;
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
