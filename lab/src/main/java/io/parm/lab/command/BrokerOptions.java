package io.parm.lab.command;

import io.parm.lab.load.KafkaAccess;
import io.parm.model.UserError;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.Option;

/** The options that say which brokers, and how they are got in to. */
final class BrokerOptions {

    private static final String LOCAL = "127.0.0.1:9092";

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "The topic's broker (default: " + LOCAL + ", or where the local cluster's is).")
    private String bootstrapServers;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Properties of Kafka's clients, as of TLS and SASL; see docs/security.md.")
    private Path commandConfig;

    /** Whether brokers are named. */
    boolean isNamed() {
        return bootstrapServers != null;
    }

    /** @throws UserError if the file cannot be read */
    KafkaAccess access() {
        return access(LOCAL);
    }

    /**
     * @param unlessGiven brokers, if none are named
     * @throws UserError if the file cannot be read
     */
    KafkaAccess access(String unlessGiven) {
        Properties read = new Properties();
        if (commandConfig != null) {
            try (Reader file = Files.newBufferedReader(commandConfig)) {
                read.load(file);
            } catch (IOException | IllegalArgumentException e) {
                throw new UserError("--command-config " + commandConfig + " cannot be read as a file of properties", e);
            }
        }
        Map<String, String> properties = new HashMap<>();
        read.stringPropertyNames().forEach(key -> properties.put(key, read.getProperty(key)));
        return new KafkaAccess(bootstrapServers != null ? bootstrapServers : unlessGiven, properties);
    }
}
