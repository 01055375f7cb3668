package io.parm.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.parm.inference.protocol.RestMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The protocol's REST side, and the metrics page. A handler thread is held while a request or an answer is on the wire, not between. */
final class RestService implements HttpHandler {

    private static final Pattern MODEL = Pattern.compile("/v2/models/([^/]+)(?:/versions/([^/]+))?(?:/(ready|infer))?");

    private final ServedModels models;
    private final RestInference inference;

    /** @param executor runs what writes answers */
    RestService(ServedModels models, Admission admission, int maxRequestBytes, Executor executor) {
        this.models = models;
        this.inference = new RestInference(admission, maxRequestBytes, executor);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Matcher model = MODEL.matcher(path);
        try {
            if (model.matches()) {
                serveModel(
                        exchange,
                        models.find(model.group(1), model.group(2) == null ? "" : model.group(2)),
                        model.group(3));
            } else {
                serveServer(exchange, path);
            }
        } catch (RefusedException e) {
            RestAnswers.refuse(exchange, e);
        }
    }

    private void serveModel(HttpExchange exchange, ServedModel model, String verb)
            throws IOException, RefusedException {
        if ("infer".equals(verb)) {
            if (allowed(exchange, "POST")) {
                inference.serve(exchange, model);
            }
        } else if (allowed(exchange, "GET")) {
            RestAnswers.json(exchange, "ready".equals(verb) ? ready(model) : metadata(model));
        }
    }

    private void serveServer(HttpExchange exchange, String path) throws IOException {
        if (!allowed(exchange, "GET")) {
            return;
        }
        switch (path) {
            case "/v2", "/v2/" -> RestAnswers.json(exchange, server());
            case "/v2/health/live" ->
                RestAnswers.json(exchange, RestMessage.object().put("live", true));
            case "/v2/health/ready" ->
                RestAnswers.json(exchange, RestMessage.object().put("ready", true));
            case "/metrics" ->
                RestAnswers.send(
                        exchange,
                        RestAnswers.OK,
                        PrometheusText.CONTENT_TYPE,
                        PrometheusText.of(models).getBytes(StandardCharsets.UTF_8));
            default -> RestAnswers.error(exchange, RestAnswers.NOT_FOUND, "there is nothing at " + path);
        }
    }

    private static boolean allowed(HttpExchange exchange, String method) throws IOException {
        if (exchange.getRequestMethod().equals(method)) {
            return true;
        }
        exchange.getResponseHeaders().set("Allow", method);
        RestAnswers.error(
                exchange,
                RestAnswers.METHOD_NOT_ALLOWED,
                exchange.getRequestURI().getPath() + " takes " + method + ", not " + exchange.getRequestMethod());
        return false;
    }

    private static JsonNode server() {
        ObjectNode json = RestMessage.object().put("name", ServerIdentity.NAME).put("version", ServerIdentity.VERSION);
        ArrayNode extensions = json.putArray("extensions");
        ServerIdentity.EXTENSIONS.forEach(extensions::add);
        return json;
    }

    private static JsonNode ready(ServedModel model) {
        return RestMessage.object().put("name", model.name()).put("ready", true);
    }

    private static JsonNode metadata(ServedModel model) {
        ObjectNode json = RestMessage.object().put("name", model.name());
        json.putArray("versions").add(ServedModel.VERSION);
        json.put("platform", ServedModel.PLATFORM);
        RestMessage.addTensor(json, RestMessage.INPUTS, ServedModel.NAMES.input(), model.inputShape(-1));
        RestMessage.addTensor(json, RestMessage.OUTPUTS, ServedModel.NAMES.output(), model.outputShape(-1));
        return json;
    }
}
