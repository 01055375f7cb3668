package io.parm.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.parm.inference.protocol.RestMessage;
import java.io.IOException;

/** Writes HTTP answers, and ends the exchange with them. */
final class RestAnswers {

    static final int OK = 200;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;

    private RestAnswers() {}

    static void json(HttpExchange exchange, JsonNode json) throws IOException {
        send(exchange, OK, "application/json", RestMessage.jsonBytes(json));
    }

    static void refuse(HttpExchange exchange, RefusedException refused) throws IOException {
        error(exchange, refused.reason().httpStatus(), refused.getMessage());
    }

    static void error(HttpExchange exchange, int status, String message) throws IOException {
        send(
                exchange,
                status,
                "application/json",
                RestMessage.jsonBytes(RestMessage.object().put("error", message)));
    }

    static void send(HttpExchange exchange, int status, String contentType, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
