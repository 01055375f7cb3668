package io.parm.lab.shuffle;

import io.parm.model.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A network of namespaces on this machine. At most one at a time; what a killed process left is removed before another starts. It goes, with
 * every process in it, at {@link #close} or when this JVM ends. Thread-safe.
 */
public final class NamespaceNetwork implements AutoCloseable {

    private static final Path LOCK = Path.of(System.getProperty("java.io.tmpdir"), "parm-shuffle.lock");

    private final FileChannel lock;
    private final AddressPlan addresses;
    private final Thread hook = new Thread(this::remove, "remove-namespaces");

    private NamespaceNetwork(FileChannel lock, AddressPlan addresses) {
        this.lock = lock;
        this.addresses = addresses;
    }

    /**
     * Makes the network.
     *
     * @throws UserError if another process has one, or if it cannot be made; nothing is left then
     */
    public static NamespaceNetwork start(NetworkShape shape) throws InterruptedException {
        FileChannel lock = lock();
        removeAll();
        String taken = HostCommand.run(List.of("ip", "-4", "address"))
                + HostCommand.run(List.of("ip", "-4", "route", "show", "table", "all"));
        NamespaceNetwork network = new NamespaceNetwork(lock, AddressPlan.free(taken));
        Runtime.getRuntime().addShutdownHook(network.hook);
        boolean isUp = false;
        try {
            for (List<String> command : NetworkCommands.up(shape, network.addresses)) {
                HostCommand.run(command);
            }
            isUp = true;
            return network;
        } finally {
            if (!isUp) {
                network.close();
            }
        }
    }

    /** What has to stand before a command that is to run in a namespace, from 0. */
    public List<String> inside(int index) {
        return NetworkCommands.inside(NetworkCommands.NAMESPACE + index, List.of());
    }

    /** The address of a namespace. */
    public String address(int index) {
        return addresses.instance(index);
    }

    @Override
    public void close() {
        remove();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private synchronized void remove() {
        try {
            if (lock.isOpen()) {
                removeAll();
                lock.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeAll() throws InterruptedException {
        String namespaces = HostCommand.run(List.of("ip", "netns", "list"));
        for (String namespace : NetworkCommands.ours(namespaces)) {
            HostCommand.run(List.of("ip", "netns", "pids", namespace))
                    .lines()
                    .forEach(pid -> ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly));
        }
        String links = HostCommand.run(List.of("ip", "-o", "link"));
        for (List<String> command : NetworkCommands.down(links, namespaces)) {
            HostCommand.run(command);
        }
    }

    private static FileChannel lock() {
        try {
            FileChannel channel = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new UserError("this machine has a network of shuffles already: wait until its experiment ends");
            }
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + LOCK, e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // This very process has one.
            return false;
        }
    }
}
