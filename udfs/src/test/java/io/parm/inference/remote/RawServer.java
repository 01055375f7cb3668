package io.parm.inference.remote;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Reads the first bytes of whoever connects, says its one line, and hangs up. */
final class RawServer implements AutoCloseable {

    private final ServerSocket listener;
    private final byte[] says;

    RawServer(byte[] says) throws IOException {
        this.says = says;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Answers with HTTP's status 200 and this body, and says that it will hang up: a client that reuses the connection would find it closed. */
    static RawServer http(String headers, byte[] body) throws IOException {
        byte[] head = ("HTTP/1.1 200 OK\r\n" + headers + "Connection: close\r\nContent-Length: " + body.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return new RawServer(all);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                InputStream in = socket.getInputStream();
                in.read(new byte[1 << 16]);
                socket.getOutputStream().write(says);
                socket.shutdownOutput();
                in.readAllBytes();
            } catch (IOException e) {
                // The client hung up first, or the test is over.
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
