package io.parm.lab.cluster;

import io.parm.model.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server$;
import kafka.server.SharedServer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * A real Kafka broker in this process: KRaft, both roles in one node, reachable from this machine only. Its data directory is
 * formatted at the first start and used again at the next, so topics and offsets outlive the process.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LONGEST_UNKNOWN = Duration.ofSeconds(30);
    private static final Duration BETWEEN_CHECKS = Duration.ofMillis(5);

    private final int port;
    private final BrokerAccess access;
    private final SharedServer shared;
    private final ControllerServer controller;
    private final BrokerServer broker;

    private EmbeddedKafka(int port, BrokerAccess access, KafkaConfig config, int controllerPort, BoundSockets sockets) {
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> storage = KafkaRaftServer.initializeLogDirs(
                config, LoggerFactory.getLogger(EmbeddedKafka.class), "[embedded Kafka] ");
        this.port = port;
        this.access = access;
        this.shared = new SharedServer(
                config,
                storage._1,
                Time.SYSTEM,
                Server$.MODULE$.initializeMetrics(
                        config, Time.SYSTEM, storage._1.clusterId().orElseThrow()),
                CompletableFuture.completedFuture(
                        Map.of(BrokerSettings.NODE_ID, new InetSocketAddress(BrokerSettings.HOST, controllerPort))),
                List.of(),
                // A broker's fault is logged; it must not end the process that embeds it.
                (name, fatal, action) -> new LoggingFaultHandler(name, action),
                sockets);
        this.controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), storage._2);
        this.broker = new BrokerServer(shared);
    }

    /**
     * Starts a broker and returns when it serves requests.
     *
     * @param dataDirectory made and formatted if it is not there or empty
     * @param port the port clients use; 0 for a free one
     * @throws UserError if the port is taken or the directory cannot be used
     */
    public static EmbeddedKafka start(Path dataDirectory, int port) {
        return start(dataDirectory, port, BrokerAccess.OPEN);
    }

    /** The same, not open to everybody. */
    static EmbeddedKafka start(Path dataDirectory, int port, BrokerAccess access) {
        BoundSockets sockets = new BoundSockets();
        int brokerPort = sockets.bind(BrokerSettings.BROKER_LISTENER, port);
        int controllerPort = sockets.bind(BrokerSettings.CONTROLLER_LISTENER, 0);
        try (sockets) {
            Properties settings = BrokerSettings.of(dataDirectory, brokerPort, controllerPort);
            settings.putAll(access.broker());
            format(dataDirectory);
            EmbeddedKafka kafka =
                    new EmbeddedKafka(brokerPort, access, new KafkaConfig(settings, false), controllerPort, sockets);
            kafka.startServers();
            return kafka;
        }
    }

    /** The port clients connect to. */
    public int port() {
        return port;
    }

    /** What clients take as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return BrokerSettings.HOST + ":" + port;
    }

    /** Makes the topics that do not exist yet, with one partition each; leaves the others alone. */
    public void createTopics(String... names) {
        createTopics(1, names);
    }

    /** Makes the topics that do not exist yet; leaves the others, whatever their partition count, alone. */
    public void createTopics(int partitions, String... names) {
        List<NewTopic> topics = new ArrayList<>();
        for (String name : names) {
            topics.add(new NewTopic(name, partitions, (short) 1));
        }
        try (Admin admin = admin()) {
            for (var created : admin.createTopics(topics).values().values()) {
                awaitCreated(created.toCompletionStage().toCompletableFuture());
            }
        }
        awaitKnown(names);
    }

    /** Deletes topics; the broker drops their files a while later. */
    public void deleteTopics(String... names) {
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(names))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    /** A client that may do anything; the caller closes it. */
    Admin admin() {
        Map<String, Object> properties = new HashMap<>(access.admin());
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        return Admin.create(properties);
    }

    /** The controller has made them; clients ask the broker, which learns of them a moment later. */
    private void awaitKnown(String... names) {
        long endNanos = System.nanoTime() + LONGEST_UNKNOWN.toNanos();
        for (String name : names) {
            while (!broker.metadataCache().contains(name)) {
                if (System.nanoTime() > endNanos) {
                    throw new IllegalStateException("the broker still does not know topic " + name);
                }
                LockSupport.parkNanos(BETWEEN_CHECKS.toNanos());
            }
        }
    }

    /** Stops the broker, flushes its logs and releases the data directory. */
    @Override
    public void close() {
        broker.shutdown(SHUTDOWN_TIMEOUT);
        controller.shutdown();
    }

    private void startServers() {
        try {
            controller.startup();
            broker.startup();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static void awaitCreated(CompletableFuture<Void> created) {
        try {
            created.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topics were created", e);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(
                        "cannot create topics: " + e.getCause().getMessage(), e.getCause());
            }
        }
    }

    /** Kafka writes the properties file last, so a directory with it is wholly formatted. */
    private static void format(Path dataDirectory) {
        if (Files.exists(dataDirectory.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
            return;
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            Files.createDirectories(dataDirectory);
            new Formatter()
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(dataDirectory.toString())
                    .addDirectory(dataDirectory.toString())
                    .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
                    .run();
        } catch (IOException e) {
            throw new UserError("Kafka cannot use the data directory " + dataDirectory + ": " + e.getMessage(), e);
        } catch (Exception e) {
            throw new IllegalStateException("cannot format " + dataDirectory + ": " + said, e);
        }
    }
}
