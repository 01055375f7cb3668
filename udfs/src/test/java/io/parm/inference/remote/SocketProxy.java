package io.parm.inference.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Stands between a client and a server, and does to their connections what networks do. */
final class SocketProxy implements AutoCloseable {

    static final int BACKLOG = 50;

    private final ServerSocket listener;
    private final int serverPort;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private final List<Socket> sockets = new ArrayList<>();
    private volatile boolean frozen;
    private volatile int dripMs;

    SocketProxy(int serverPort) throws IOException {
        this(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), serverPort);
    }

    /** @param listener where clients come in, over TLS for example; closed with the proxy */
    SocketProxy(ServerSocket listener, int serverPort) {
        this.serverPort = serverPort;
        this.listener = listener;
        start("proxy-accept", this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** From now on nothing is forwarded, in either direction; connections stay open. */
    void freeze() {
        frozen = true;
    }

    /** From now on the server's bytes come one at a time, so many milliseconds apart. */
    void drip(int everyMs) {
        dripMs = everyMs;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket server = new Socket();
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
            synchronized (this) {
                sockets.add(client);
                sockets.add(server);
            }
            start("proxy-out", () -> forward(client, server, false));
            start("proxy-in", () -> forward(server, client, true));
        }
    }

    private void forward(Socket from, Socket to, boolean fromServer) throws IOException, InterruptedException {
        byte[] buffer = new byte[1 << 16];
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            for (int i = 0; i < read && !frozen; ) {
                int length = fromServer && dripMs > 0 ? 1 : read - i;
                out.write(buffer, i, length);
                i += length;
                if (fromServer && dripMs > 0 && closed.await(dripMs, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private synchronized void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | InterruptedException e) {
                        // One side hung up, or the test is over.
                    }
                },
                name);
        threads.add(thread);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        List<Thread> started;
        synchronized (this) {
            for (Socket socket : sockets) {
                socket.close();
            }
            started = List.copyOf(threads);
        }
        for (Thread thread : started) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
