package io.parm.lab.local;

import io.parm.model.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where a cluster's processes listen, all on the loopback address. Immutable.
 *
 * @param toMap ports by name: {@code kafka-port}, {@code web-port}, {@code rpc-port}, {@code NAME-metrics} of each process of Flink,
 *     {@code NAME-grpc} and {@code NAME-http} of each model server; {@code zookeeper-port} and {@code standby-web-port} with a standby
 *     JobManager, {@code prometheus-port} with Prometheus
 */
record Ports(Map<String, String> toMap) {

    static final String HOST = "127.0.0.1";

    private static final int LARGEST = 65_535;

    /**
     * Below those that Linux gives to outgoing connections: one of these could hold a port while the process that listens there is being
     * started again.
     */
    private static final int LOWEST_CHOSEN = 20_000;

    private static final int HIGHEST_CHOSEN = 32_000;
    private static final String KAFKA = "kafka-port";
    private static final String WEB = "web-port";
    private static final String RPC = "rpc-port";
    private static final String STANDBY_WEB = "standby-web-port";
    private static final String ZOOKEEPER = "zookeeper-port";
    private static final String PROMETHEUS = "prometheus-port";
    private static final List<String> ENDINGS = List.of("-port", "-metrics", "-grpc", "-http");

    Ports {
        toMap = Map.copyOf(toMap);
    }

    /**
     * Chooses ports that are free now.
     *
     * @param kafka 0 for a free one
     * @param web 0 for a free one
     * @param flink names of the processes of Flink
     * @param instances names of the model servers
     * @throws UserError if one that is asked for is taken
     */
    static Ports choose(int kafka, int web, List<String> flink, List<String> instances) {
        Set<Integer> chosen = new HashSet<>();
        Map<String, String> ports = new TreeMap<>();
        ports.put(KAFKA, one("--kafka-port", kafka, chosen));
        ports.put(WEB, one("--web-port", web, chosen));
        ports.put(RPC, one("", 0, chosen));
        for (String process : flink) {
            ports.put(process + "-metrics", one("", 0, chosen));
        }
        for (String instance : instances) {
            ports.put(instance + "-grpc", one("", 0, chosen));
            ports.put(instance + "-http", one("", 0, chosen));
        }
        return new Ports(ports);
    }

    /**
     * The same and Prometheus.
     *
     * @param asked 0 for a free one
     * @throws UserError if it is taken
     */
    Ports withPrometheus(int asked) {
        return with(PROMETHEUS, "--prometheus-port", asked);
    }

    /**
     * The same, ZooKeeper and a second JobManager.
     *
     * @param name of that
     */
    Ports withStandby(String name) {
        return with(ZOOKEEPER, "", 0).with(STANDBY_WEB, "", 0).with(name + "-metrics", "", 0);
    }

    private Ports with(String name, String option, int asked) {
        Map<String, String> ports = new TreeMap<>(toMap);
        Set<Integer> chosen = new HashSet<>();
        toMap.values().forEach(port -> chosen.add(Integer.valueOf(port)));
        ports.put(name, one(option, asked, chosen));
        return new Ports(ports);
    }

    static Ports of(Properties lines) {
        Map<String, String> ports = new TreeMap<>();
        for (String name : lines.stringPropertyNames()) {
            if (ENDINGS.stream().anyMatch(name::endsWith)) {
                ports.put(name, lines.getProperty(name));
            }
        }
        return new Ports(ports);
    }

    int kafka() {
        return port(KAFKA);
    }

    int web() {
        return port(WEB);
    }

    /** Where the second JobManager's web UI is. */
    int standbyWeb() {
        return port(STANDBY_WEB);
    }

    OptionalInt zooKeeper() {
        return optional(ZOOKEEPER);
    }

    int rpc() {
        return port(RPC);
    }

    /** Where a process of Flink shows its metrics. */
    int metrics(String process) {
        return port(process + "-metrics");
    }

    OptionalInt prometheus() {
        return optional(PROMETHEUS);
    }

    int grpc(String instance) {
        return port(instance + "-grpc");
    }

    int http(String instance) {
        return port(instance + "-http");
    }

    private OptionalInt optional(String name) {
        return toMap.containsKey(name) ? OptionalInt.of(port(name)) : OptionalInt.empty();
    }

    private int port(String name) {
        return Integer.parseInt(toMap.get(name));
    }

    private static String one(String option, int asked, Set<Integer> chosen) {
        if (asked < 0 || asked > LARGEST) {
            throw new UserError(option + " must be 0.." + LARGEST + " but was " + asked);
        }
        int port = bindable(option, asked);
        while (!chosen.add(port)) {
            port = bindable(option, 0);
        }
        return String.valueOf(port);
    }

    private static int bindable(String option, int asked) {
        if (asked != 0) {
            if (!isFree(asked)) {
                throw new UserError(option + " " + asked + " is taken on " + HOST
                        + ": stop what uses it, or choose another, 0 for any");
            }
            return asked;
        }
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_CHOSEN, HIGHEST_CHOSEN);
            if (isFree(port)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
