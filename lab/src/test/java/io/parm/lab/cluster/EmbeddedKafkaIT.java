package io.parm.lab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.model.UserError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

    private static final TopicPartition QUERIES = new TopicPartition("queries", 0);

    @TempDir
    Path directory;

    @Test
    void recordsAndOffsetsOutliveACleanRestart() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            kafka.createTopics("queries");
            send(kafka.bootstrapServers(), new byte[] {7});
            commit(kafka.bootstrapServers(), 1);
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            assertThat(firstRecord(kafka.bootstrapServers()).value()).containsExactly(7);
            assertThat(committed(kafka.bootstrapServers())).isEqualTo(1);
        }
    }

    @Test
    void recordsAndOffsetsOutliveAKilledProcess() throws Exception {
        Process killed = BrokerProcess.launch(directory);
        try {
            String servers = "127.0.0.1:" + BrokerProcess.awaitPort(killed);
            send(servers, new byte[] {7});
            commit(servers, 1);
        } finally {
            killed.destroyForcibly().waitFor();
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            assertThat(firstRecord(kafka.bootstrapServers()).value()).containsExactly(7);
            assertThat(committed(kafka.bootstrapServers())).isEqualTo(1);
        }
    }

    @Test
    void aRecordOfFiftyMegabytesIsStoredAndReadBack() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            kafka.createTopics("queries");
            send(kafka.bootstrapServers(), new byte[50_000_000]);
            assertThat(firstRecord(kafka.bootstrapServers()).value()).hasSize(50_000_000);
        }
    }

    @Test
    void creatingTopicsTwiceLeavesThemAsTheyWere() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            kafka.createTopics(3, "queries");
            kafka.createTopics("queries", "predictions");
            Map<String, ?> names = admin.listTopics().namesToListings().get();
            int partitions = admin.describeTopics(List.of("queries"))
                    .allTopicNames()
                    .get()
                    .get("queries")
                    .partitions()
                    .size();
            assertThat(names).containsOnlyKeys("queries", "predictions");
            assertThat(partitions).isEqualTo(3);
        }
    }

    @Test
    void aTakenPortIsTheUsersToMend() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("first"), 0)) {
            assertThatThrownBy(() -> EmbeddedKafka.start(directory.resolve("second"), kafka.port()))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("127.0.0.1:" + kafka.port());
        }
    }

    @Test
    void closingLeavesNoThreadThatKeepsTheProcessAlive() {
        Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
        EmbeddedKafka.start(directory, 0).close();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread) && !thread.isDaemon())
                .isEmpty();
    }

    private static void send(String servers, byte[] value) throws Exception {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 64 << 20,
                ProducerConfig.BUFFER_MEMORY_CONFIG, 128L << 20);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(QUERIES.topic(), value)).get();
        }
    }

    private static void commit(String servers, long offset) {
        try (var consumer = consumer(servers)) {
            consumer.commitSync(Map.of(QUERIES, new OffsetAndMetadata(offset)));
        }
    }

    private static long committed(String servers) {
        try (var consumer = consumer(servers)) {
            return consumer.committed(Set.of(QUERIES)).get(QUERIES).offset();
        }
    }

    private static ConsumerRecord<byte[], byte[]> firstRecord(String servers) {
        try (var consumer = consumer(servers)) {
            consumer.assign(List.of(QUERIES));
            consumer.seekToBeginning(List.of(QUERIES));
            return consumer.poll(Duration.ofSeconds(30)).iterator().next();
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String servers) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ConsumerConfig.GROUP_ID_CONFIG,
                "readers",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
