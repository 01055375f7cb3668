package io.parm.job.kafka.format;

import io.parm.inference.remote.TrustedAuthorities;
import io.parm.job.config.Registry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Requests to a registry, one at a time, of which the first of its URLs that answers decides. Blocks for at most the timeout per URL.
 */
final class RegistryClient {

    private static final String JSON = "application/vnd.schemaregistry.v1+json";
    private static final int SERVER_ERROR = 500;

    private final Registry registry;
    private final HttpClient client;
    private final String authorization;

    /** @throws io.parm.model.UserError if a file of secrets or certificates cannot be read */
    RegistryClient(Registry registry) {
        this.registry = registry;
        this.authorization = authorization(registry);
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(registry.timeout());
        if (!registry.caFile().isEmpty()) {
            builder.sslContext(TrustedAuthorities.of(registry.caFile()));
        }
        this.client = builder.build();
    }

    /** An answer with a status below 500. */
    record Reply(URI url, int status, String body) {}

    /** @throws RegistryException if no URL answers */
    Reply get(String path) {
        return send(HttpRequest.newBuilder().GET(), path);
    }

    /** @throws RegistryException if no URL answers */
    Reply post(String path, String json) {
        return send(
                HttpRequest.newBuilder()
                        .header("Content-Type", JSON)
                        .POST(HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8)),
                path);
    }

    private Reply send(HttpRequest.Builder request, String path) {
        request.header("Accept", JSON + ", application/json");
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        RegistryException failure = null;
        for (URI url : registry.urls()) {
            try {
                return send(url, request.uri(URI.create(url + path)).build());
            } catch (RegistryException e) {
                failure = e;
            }
        }
        throw failure;
    }

    private Reply send(URI url, HttpRequest request) {
        CompletableFuture<HttpResponse<String>> exchange = client.sendAsync(request, BodyHandlers.ofString());
        try {
            HttpResponse<String> response = exchange.get(registry.timeout().toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() >= SERVER_ERROR) {
                throw new RegistryException("schema registry " + url + " failed with status " + response.statusCode());
            }
            return new Reply(url, response.statusCode(), response.body());
        } catch (ExecutionException e) {
            throw new RegistryException("schema registry " + url + " cannot be reached: " + reason(e.getCause()), e);
        } catch (TimeoutException e) {
            throw new RegistryException(
                    "schema registry " + url + " did not answer within "
                            + registry.timeout().toMillis() + " ms",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException("interrupted while schema registry " + url + " was asked", e);
        } finally {
            exchange.cancel(true);
        }
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        if (message == null) {
            return failure instanceof IOException
                    ? "no connection"
                    : failure.getClass().getSimpleName();
        }
        return message;
    }

    private static String authorization(Registry registry) {
        if (registry.token().isGiven()) {
            return "Bearer " + registry.token().read();
        }
        if (registry.user().isEmpty()) {
            return "";
        }
        String pair = registry.user() + ":" + registry.password().read();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
