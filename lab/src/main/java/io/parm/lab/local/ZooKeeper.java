package io.parm.lab.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The ZooKeeper in Flink's own distribution, as {@code zookeeper.sh} starts it, and what Flink's processes must know of it. */
final class ZooKeeper {

    static final String MAIN = "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer";

    private static final String CONFIG = "zoo.cfg";
    private static final int TIMEOUT_MS = 3_000;

    private ZooKeeper() {}

    static List<String> arguments(ClusterFolder folder) {
        return List.of("--zkConfigFile", folder.conf().resolve(CONFIG).toString(), "--peerId", "1");
    }

    /** A session may not end in less than two ticks. */
    static void write(ClusterFolder folder, int port) {
        ClusterFolder.write(folder.conf().resolve(CONFIG), """
                clientPort=%d
                clientPortAddress=%s
                dataDir=%s
                tickTime=500
                admin.enableServer=false
                """.formatted(port, Ports.HOST, folder.zooKeeper()));
    }

    /**
     * Settings of Flink by which JobManagers elect who leads, and all others find it. In application mode what the job came to is kept, too:
     * Flink forgets it by default, and the standby would start a job anew that was stopped.
     */
    static String flinkSettings(ClusterFolder folder, int port) {
        return """
                high-availability.type: zookeeper
                high-availability.zookeeper.quorum: %s:%d
                high-availability.storageDir: %s
                application-result-store.delete-on-commit: false
                """.formatted(Ports.HOST, port, folder.highAvailability().toUri());
    }

    /** Whether one answers. */
    static boolean isServing(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Ports.HOST, port), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write("srvr".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.startsWith("Zookeeper version:");
        } catch (IOException e) {
            return false;
        }
    }
}
