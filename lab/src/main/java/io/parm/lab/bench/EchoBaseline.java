package io.parm.lab.bench;

import io.parm.lab.cluster.EmbeddedKafka;
import io.parm.lab.load.AnswerCollector;
import io.parm.lab.load.Inputs;
import io.parm.lab.load.LabClients;
import io.parm.lab.load.LoadGenerator;
import io.parm.lab.load.PoissonSchedule;
import io.parm.lab.load.RunReport;
import io.parm.lab.load.SentLoad;
import io.parm.lab.load.TopicReader;
import io.parm.schemas.AnswerSource;
import io.parm.schemas.Codec;
import io.parm.schemas.Prediction;
import io.parm.schemas.SingleObjectCodec;
import io.parm.schemas.Tensor;
import io.parm.schemas.Tensors;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The least that a stream of queries costs: query topic → a bare consumer and producer → answer topic, no Flink and no model. Same
 * load, same clients and the same size of answer as a job's run, so that the difference of the medians is the job's own.
 */
public final class EchoBaseline {

    private static final String QUERIES = "echo-queries";
    private static final String ANSWERS = "echo-answers";
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    private final KafkaProducer<byte[], byte[]> producer;
    private final Codec<Prediction> codec = SingleObjectCodec.ofPredictions();
    private final Tensor output;

    private EchoBaseline(KafkaProducer<byte[], byte[]> producer, int outputSize) {
        this.producer = producer;
        this.output = Tensors.ofFloats(new float[outputSize], outputSize);
    }

    /**
     * Runs one load through the echo; blocks for as long as its schedule is.
     *
     * @param idPrefix one per load, as every load of a broker needs
     * @param outputSize floats of an answer, as the compared service has
     */
    public static RunReport measure(
            EmbeddedKafka kafka, String idPrefix, Inputs inputs, int outputSize, PoissonSchedule schedule)
            throws InterruptedException {
        kafka.createTopics(QUERIES, ANSWERS);
        String servers = kafka.bootstrapServers();
        try (KafkaProducer<byte[], byte[]> producer = LabClients.producer(servers);
                TopicReader echo = new TopicReader(servers, QUERIES, new EchoBaseline(producer, outputSize)::answer);
                AnswerCollector collector = new AnswerCollector(servers, ANSWERS, idPrefix);
                LoadGenerator generator = new LoadGenerator(servers, QUERIES, inputs)) {
            producer.partitionsFor(ANSWERS);
            SentLoad load = generator.send(idPrefix, schedule);
            collector.await(load.sent(), ANSWER_TIMEOUT);
            echo.checkRunning();
            return RunReport.of("Kafka echo", load, collector.answers());
        }
    }

    /** The key is the query's id, so the query need not be decoded. */
    private void answer(ConsumerRecord<byte[], byte[]> query) {
        String id = new String(query.key(), StandardCharsets.UTF_8);
        Prediction prediction = new Prediction(id, AnswerSource.ORIGINAL, output, "echo", 0L, null, -1, null);
        producer.send(new ProducerRecord<>(ANSWERS, query.key(), codec.encode(prediction)));
    }
}
