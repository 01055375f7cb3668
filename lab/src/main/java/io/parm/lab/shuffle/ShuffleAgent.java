package io.parm.lab.shuffle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A program that sends bytes to others of its kind and takes what they send. It prints {@code listening PORT}; then each line
 * {@code ID ADDRESS PORT BYTES} of its input is a transfer to begin, and each line {@code ID NANOSECONDS} or {@code ID failed: REASON} of
 * its output one that ended. It ends when its input does, so it does not outlive who started it.
 */
public final class ShuffleAgent {

    static final String LISTENING = "listening ";
    static final String FAILED = "failed: ";

    private static final int BUFFER_BYTES = 1 << 16;

    private ShuffleAgent() {}

    /** @param arguments the address to listen at */
    public static void main(String[] arguments) throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (ServerSocket server = new ServerSocket()) {
            server.bind(new InetSocketAddress(InetAddress.getByName(arguments[0]), 0));
            inBackground(() -> accept(server));
            System.out.println(LISTENING + server.getLocalPort());
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                String[] fields = order.split(" ");
                inBackground(() -> System.out.println(fields[0] + " " + carryOut(fields)));
            }
        }
    }

    /** Sends, and waits until the other side has all of it. */
    private static String carryOut(String[] fields) {
        long startNanos = System.nanoTime();
        try (Socket socket = new Socket(fields[1], Integer.parseInt(fields[2]))) {
            OutputStream out = socket.getOutputStream();
            byte[] buffer = new byte[BUFFER_BYTES];
            long bytes = Long.parseLong(fields[3]);
            for (long sent = 0; sent < bytes; sent += buffer.length) {
                out.write(buffer, 0, (int) Math.min(buffer.length, bytes - sent));
            }
            socket.shutdownOutput();
            boolean isThere = socket.getInputStream().read() >= 0;
            return isThere ? String.valueOf(System.nanoTime() - startNanos) : FAILED + "the receiver closed early";
        } catch (IOException e) {
            return FAILED + e.getMessage();
        }
    }

    private static void accept(ServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                inBackground(() -> take(socket));
            }
        } catch (IOException e) {
            // The program ends, and with it its socket.
            return;
        }
    }

    /** Reads to the end and confirms with one byte. */
    private static void take(Socket taken) {
        try (Socket socket = taken) {
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[BUFFER_BYTES];
            while (in.read(buffer) >= 0) {
                // What it is does not matter.
            }
            socket.getOutputStream().write(1);
        } catch (IOException e) {
            System.err.println("a transfer broke off: " + e.getMessage());
        }
    }

    private static void inBackground(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }
}
