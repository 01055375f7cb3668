package io.parm.inference.remote;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** An endpoint's HTTP client: ends requests at their time, and their connections with them. Thread-safe; hot. */
final class RestConnection {

    private static final int THREADS = 2;
    private static final long IDLE_S = 5;

    private final Endpoint endpoint;
    private final RemoteOptions options;
    private final ThreadPoolExecutor executor;
    private final HttpClient client;
    private final Set<CompletableFuture<?>> pending = ConcurrentHashMap.newKeySet();
    private volatile boolean everAnswered;

    private RestConnection(Endpoint endpoint, RemoteOptions options, ThreadPoolExecutor executor, HttpClient client) {
        this.endpoint = endpoint;
        this.options = options;
        this.executor = executor;
        this.client = client;
    }

    static RestConnection open(String name, Endpoint endpoint, RemoteOptions options) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_S, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, name + "-http");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofMillis(options.connectTimeoutMs()))
                .executor(executor);
        if (!options.access().caFile().isEmpty()) {
            client.sslContext(TrustedAuthorities.of(options.access().caFile()));
        }
        return new RestConnection(endpoint, options, executor, client.build());
    }

    /** A request with the headers that every one has. */
    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint.address() + path));
        options.access().headers().forEach(request::header);
        if (!options.access().bearerToken().isEmpty()) {
            request.header("Authorization", "Bearer " + options.access().bearerToken());
        }
        return request;
    }

    /** Fails with a {@link RemoteFailure} only. */
    CompletableFuture<HttpResponse<byte[]>> send(HttpRequest.Builder request, CallTime time) {
        CompletableFuture<HttpResponse<byte[]>> exchange;
        try {
            exchange = client.sendAsync(request.build(), head -> new LimitedBody(options.maxMessageBytes()));
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new RemoteFailure(endpoint, "cannot be asked after closing"));
        }
        // The client's own timeout ends with the response's head; a body may then trickle for ever.
        CompletableFuture<HttpResponse<byte[]>> ended =
                exchange.copy().orTimeout(Math.max(1, time.leftNanos()), TimeUnit.NANOSECONDS);
        pending.add(exchange);
        ended.whenComplete((response, failure) -> {
            pending.remove(exchange);
            if (failure == null) {
                everAnswered = true;
            } else if (failure instanceof TimeoutException) {
                exchange.cancel(true);
            }
        });
        return ended.exceptionally(failure -> {
            throw new CompletionException(new RemoteFailure(endpoint, sentence(failure, time)));
        });
    }

    /** What is pending ends as a failure; the client's last thread ends when the client is garbage. */
    void close() {
        pending.forEach(exchange -> exchange.cancel(true));
        executor.shutdown();
    }

    private String sentence(Throwable failure, CallTime time) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            return "did not answer within " + time.wholeMs() + " ms" + silence();
        }
        if (cause instanceof HttpConnectTimeoutException) {
            return "cannot be reached within " + options.connectTimeoutMs() + " ms" + silence();
        }
        if (cause instanceof SSLException handshake) {
            return "cannot be reached over TLS: " + Sentence.ofRoot(handshake);
        }
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : Sentence.of(cause.getMessage());
        return (cause instanceof ConnectException ? "cannot be reached: " : "gave no answer: ") + reason;
    }

    /** A server without TLS takes a handshake for the beginning of a line, and waits for its end. */
    private String silence() {
        boolean mayBePlain = endpoint.scheme().tls() && !everAnswered;
        return mayBePlain ? "; if it speaks no TLS, write http:// for it" : "";
    }
}
