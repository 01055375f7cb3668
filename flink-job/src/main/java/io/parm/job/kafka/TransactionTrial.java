package io.parm.job.kafka;

import io.parm.job.config.JobConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Does what an exactly-once sink does when it starts, under a transactional id of its own: brokers tell in no other way whether they
 * would allow it.
 */
final class TransactionTrial {

    /** Kafka has an exception for a longer timeout than this, but throws one without a type that names it. */
    private static final String BROKERS_MAX = "transaction.max.timeout.ms";

    private TransactionTrial() {}

    /**
     * Initialises transactions once; begins none.
     *
     * @param sink one of the sinks' names in {@link KafkaEnds}
     * @param patience with the brokers
     * @return what the brokers have against it, for people
     * @throws org.apache.kafka.common.errors.TimeoutException if they do not answer
     */
    static Optional<String> run(JobConfig.Kafka kafka, String sink, Duration patience) {
        String prefix = KafkaEnds.transactionalIdPrefix(kafka, sink) + "-";
        Properties properties = KafkaEnds.producerProperties(kafka);
        properties.setProperty(ProducerConfig.TRANSACTIONAL_ID_CONFIG, prefix + "check");
        properties.setProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(patience.toMillis()));
        try (var producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            return Optional.empty();
        } catch (TransactionalIdAuthorizationException e) {
            return Optional.of("transactional ids " + prefix + "* lack operation " + AclOperation.WRITE);
        } catch (KafkaException e) {
            if (!String.valueOf(e.getMessage()).contains(BROKERS_MAX)) {
                throw e;
            }
            return Optional.of("kafka.properties." + ProducerConfig.TRANSACTION_TIMEOUT_CONFIG + " "
                    + properties.getProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG)
                    + " is more than the brokers' " + BROKERS_MAX);
        }
    }
}
