package io.parm.serving;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The HTTP port, on the JDK's server. Its first use in a JVM sets that server up; system properties already set win. */
final class RestListener implements AutoCloseable {

    private static final int THREADS = 16;
    private static final long IDLE_S = 30;
    private static final int BACKLOG = 128;

    private final HttpServer server;
    private final ThreadPoolExecutor executor;

    private RestListener(HttpServer server, ThreadPoolExecutor executor) {
        this.server = server;
        this.executor = executor;
    }

    static RestListener start(ServedModels models, Admission admission, ServerOptions options) throws IOException {
        // Without it an answer's body waits for the acknowledgement of its head: 40 ms on Linux.
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        // Seconds for a request and for an answer to cross the wire: a client that stalls holds a thread.
        setUnlessSet("sun.net.httpserver.maxReqTime", "30");
        setUnlessSet("sun.net.httpserver.maxRspTime", "60");
        HttpServer server = HttpServer.create(new InetSocketAddress(options.host(), options.httpPort()), BACKLOG);
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_S, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "model-server-http");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        server.setExecutor(executor);
        server.createContext("/", new RestService(models, admission, options.maxRequestBytes(), executor));
        server.start();
        return new RestListener(server, executor);
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdown();
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
