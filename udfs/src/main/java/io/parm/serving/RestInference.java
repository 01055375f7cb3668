package io.parm.serving;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.parm.inference.protocol.FloatBytes;
import io.parm.inference.protocol.MalformedMessageException;
import io.parm.inference.protocol.RestMessage;
import io.parm.serving.ModelMetrics.Protocol;
import io.parm.serving.RefusedException.Reason;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Inference by REST: reads the request, hands it to the model, and writes the answer when there is one. */
final class RestInference {

    private static final Logger LOG = LoggerFactory.getLogger(RestInference.class);

    private final Admission admission;
    private final int maxRequestBytes;
    private final Executor executor;

    RestInference(Admission admission, int maxRequestBytes, Executor executor) {
        this.admission = admission;
        this.maxRequestBytes = maxRequestBytes;
        this.executor = executor;
    }

    /** Returns when the request is read; the answer follows. */
    void serve(HttpExchange exchange, ServedModel model) throws IOException, RefusedException {
        admission.enter();
        boolean handed = false;
        try {
            RestMessage request = read(exchange);
            for (var output : request.json().path(RestMessage.OUTPUTS)) {
                ServerIdentity.checkOutput(output.path("name").asText());
            }
            var outputs = admission.infer(model, request.tensors(RestMessage.INPUTS), giveUpMs(request), Protocol.REST);
            handed = true;
            // Not on the instance's thread: a client that reads slowly would hold it.
            outputs.whenCompleteAsync((rows, failure) -> end(exchange, model, request, rows, failure), executor);
        } catch (MalformedMessageException e) {
            throw new RefusedException(Reason.INVALID, e.getMessage());
        } finally {
            if (!handed) {
                admission.leave();
            }
        }
    }

    private RestMessage read(HttpExchange exchange) throws IOException, RefusedException, MalformedMessageException {
        if (exchange.getRequestHeaders().containsKey("Content-Encoding")) {
            throw new RefusedException(Reason.INVALID, "compressed requests are not taken");
        }
        byte[] body = exchange.getRequestBody().readNBytes(maxRequestBytes + 1);
        if (body.length > maxRequestBytes) {
            throw new RefusedException(Reason.TOO_LARGE, "the request is longer than " + maxRequestBytes + " bytes");
        }
        String length = exchange.getRequestHeaders().getFirst(RestMessage.JSON_LENGTH_HEADER);
        try {
            return RestMessage.read(body, length == null ? body.length : Integer.parseInt(length));
        } catch (NumberFormatException e) {
            throw new MalformedMessageException(RestMessage.JSON_LENGTH_HEADER + " is '" + length + "'");
        }
    }

    private static long giveUpMs(RestMessage request) {
        long timeoutUs = request.parameter(RestMessage.TIMEOUT_PARAMETER, 0);
        // As in Triton, 0 is no limit.
        return timeoutUs <= 0 ? Long.MAX_VALUE : ServerClock.in(Math.max(1, TimeUnit.MICROSECONDS.toMillis(timeoutUs)));
    }

    private void end(
            HttpExchange exchange, ServedModel model, RestMessage request, List<float[]> outputs, Throwable failure) {
        admission.leave();
        try {
            if (failure != null) {
                RestAnswers.refuse(exchange, Admission.refusal(failure));
            } else {
                answer(exchange, model, request, outputs);
            }
        } catch (IOException e) {
            LOG.debug("the client hung up before its answer", e);
        }
    }

    private static void answer(HttpExchange exchange, ServedModel model, RestMessage request, List<float[]> outputs)
            throws IOException {
        ObjectNode json =
                RestMessage.object().put("model_name", model.name()).put("model_version", ServedModel.VERSION);
        if (request.json().hasNonNull("id")) {
            json.set("id", request.json().get("id"));
        }
        ObjectNode tensor = RestMessage.addTensor(
                json, RestMessage.OUTPUTS, ServedModel.NAMES.output(), model.outputShape(outputs.size()));
        if (!request.wantsBinary(ServedModel.NAMES.output())) {
            ArrayNode data = tensor.putArray("data");
            for (float[] output : outputs) {
                for (float value : output) {
                    data.add(value);
                }
            }
            RestAnswers.json(exchange, json);
            return;
        }
        byte[] binary = FloatBytes.of(outputs);
        RestMessage.announceBinary(tensor, binary.length);
        byte[] head = RestMessage.jsonBytes(json);
        exchange.getResponseHeaders().set(RestMessage.JSON_LENGTH_HEADER, Integer.toString(head.length));
        RestAnswers.send(exchange, RestAnswers.OK, "application/octet-stream", RestMessage.append(head, binary));
    }
}
