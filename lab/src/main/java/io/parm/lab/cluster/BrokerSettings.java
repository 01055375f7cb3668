package io.parm.lab.cluster;

import java.nio.file.Path;
import java.util.Properties;

/** The settings of a broker that shares one small machine with everything else of the lab. */
final class BrokerSettings {

    static final int NODE_ID = 1;
    static final String BROKER_LISTENER = "BROKER";
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    static final String HOST = "127.0.0.1";

    /** The setting that says which listener speaks which protocol. */
    static final String PROTOCOLS = "listener.security.protocol.map";

    /** Malformed records of 50 MB must be storable, so that the job can refuse them. */
    private static final int LARGEST_RECORD_BYTES = 64 << 20;

    private static final int LARGEST_REQUEST_BYTES = 100 << 20;

    private BrokerSettings() {}

    /** Both roles in one process, on ports that are already bound. */
    static Properties of(Path dataDirectory, int brokerPort, int controllerPort) {
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(NODE_ID));
        settings.put("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort);
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put(
                "listeners",
                BROKER_LISTENER + "://" + HOST + ":" + brokerPort + "," + CONTROLLER_LISTENER + "://" + HOST + ":"
                        + controllerPort);
        settings.put("advertised.listeners", BROKER_LISTENER + "://" + HOST + ":" + brokerPort);
        settings.put("inter.broker.listener.name", BROKER_LISTENER);
        settings.put(PROTOCOLS, protocols("PLAINTEXT"));
        settings.put("log.dirs", dataDirectory.toString());
        addSingleNode(settings);
        addSmallMachine(settings);
        return settings;
    }

    /** The value of {@link #PROTOCOLS} with which clients speak a protocol of Kafka's. */
    static String protocols(String clients) {
        return BROKER_LISTENER + ":" + clients + "," + CONTROLLER_LISTENER + ":PLAINTEXT";
    }

    private static void addSingleNode(Properties settings) {
        settings.put("default.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        // After a kill, the next start must wait until the session of the killed one is over; the default is 9 s.
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("auto.create.topics.enable", "false");
        // A lone consumer need not wait for others to join its group.
        settings.put("group.initial.rebalance.delay.ms", "0");
    }

    private static void addSmallMachine(Properties settings) {
        settings.put("message.max.bytes", String.valueOf(LARGEST_RECORD_BYTES));
        settings.put("replica.fetch.max.bytes", String.valueOf(LARGEST_RECORD_BYTES));
        settings.put("socket.request.max.bytes", String.valueOf(LARGEST_REQUEST_BYTES));
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "2");
        settings.put("num.replica.fetchers", "1");
        settings.put("num.recovery.threads.per.data.dir", "1");
        settings.put("background.threads", "2");
        settings.put("group.coordinator.threads", "1");
        settings.put("share.coordinator.threads", "1");
        settings.put("log.cleaner.threads", "1");
        settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(4 << 20));
        settings.put("log.index.size.max.bytes", String.valueOf(1 << 20));
    }
}
