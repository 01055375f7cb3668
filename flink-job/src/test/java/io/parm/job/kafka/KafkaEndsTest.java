package io.parm.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.parm.job.config.JobConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class KafkaEndsTest {

    private static final String DELIVERY = "delivery.timeout.ms";
    private static final String REQUEST = "request.timeout.ms";

    @Test
    void aPartitionThatTakesNoAnswerFailsTheJobSoon() {
        assertThat(producer(Map.of())).containsEntry(DELIVERY, "20000").containsEntry(REQUEST, "10000");
    }

    /** Kafka refuses a request timeout above the delivery timeout. */
    @Test
    void timeoutsOfTheUserAreNotMixedWithOurs() {
        assertThat(producer(Map.of("kafka.properties.request.timeout.ms", "60000")))
                .containsEntry(REQUEST, "60000")
                .doesNotContainKey(DELIVERY);
        assertThat(producer(Map.of("kafka.properties.delivery.timeout.ms", "60000")))
                .containsEntry(DELIVERY, "60000")
                .doesNotContainKey(REQUEST);
    }

    private static Properties producer(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.putAll(Map.of("service", "unused", "kafka.bootstrap-servers", "unused:1"));
        return KafkaEnds.producerProperties(JobConfig.of(settings).kafka());
    }
}
