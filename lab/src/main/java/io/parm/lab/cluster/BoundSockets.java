package io.parm.lab.cluster;

import io.parm.model.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * Listening sockets bound before the broker exists, so that a free port is known when the settings are written and nobody else can
 * take it in between.
 */
final class BoundSockets implements ServerSocketFactory, AutoCloseable {

    private final Map<String, ServerSocketChannel> byListener = new ConcurrentHashMap<>();

    /**
     * Binds a listener to the loopback address.
     *
     * @param port 0 for a free one
     * @return the port that is bound
     * @throws UserError if the port is taken
     */
    int bind(String listener, int port) {
        InetSocketAddress address = new InetSocketAddress(BrokerSettings.HOST, port);
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            byListener.put(listener, channel);
            channel.bind(address);
            return channel.socket().getLocalPort();
        } catch (IOException e) {
            close();
            throw new UserError(
                    "Kafka cannot listen on " + BrokerSettings.HOST + ":" + port + " (" + e.getMessage()
                            + "): stop what uses the port, or choose another",
                    e);
        }
    }

    /** Hands the bound socket over; from then on the broker closes it. */
    @Override
    public ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int backlog, int receiveBufferBytes) throws IOException {
        ServerSocketChannel channel = byListener.remove(listener);
        if (channel == null) {
            throw new IllegalStateException("the socket of listener " + listener + " was already handed over");
        }
        channel.configureBlocking(false);
        return channel;
    }

    /** Closes the sockets that were not handed over. */
    @Override
    public void close() {
        for (ServerSocketChannel channel : byListener.values()) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        byListener.clear();
    }
}
