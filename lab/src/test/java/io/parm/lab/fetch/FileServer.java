package io.parm.lab.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Serves one file on this machine, from any byte on; can break off early. Thread-safe. */
final class FileServer implements AutoCloseable {

    private static final String PREFIX = "bytes=";

    private final HttpServer server;
    private final byte[] content;
    private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    private volatile int breakOffAfter = Integer.MAX_VALUE;

    FileServer(byte[] content) throws IOException {
        this.content = content;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI file() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/set.tgz");
    }

    /** From now on no answer has more bytes than these, whatever it announces. */
    void breakOffAfter(int bytes) {
        breakOffAfter = bytes;
    }

    /** The {@code Range} of each request so far; {@code none} where there was none. */
    List<String> ranges() {
        return List.copyOf(ranges);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(range == null ? "none" : range);
        int from = range == null ? 0 : Integer.parseInt(range.substring(PREFIX.length(), range.length() - 1));
        try (exchange) {
            if (from >= content.length) {
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            exchange.sendResponseHeaders(range == null ? 200 : 206, content.length - from);
            exchange.getResponseBody().write(content, from, Math.min(breakOffAfter, content.length - from));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
