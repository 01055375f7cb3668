package io.parm.lab.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.parm.lab.cluster.RunningJob;
import io.parm.lab.foreign.ForeignClient;
import io.parm.lab.load.Answer;
import io.parm.lab.load.AnswerCollector;
import io.parm.lab.load.LabClients;
import io.parm.schemas.AnswerSource;
import io.parm.schemas.Contract;
import io.parm.schemas.Correction;
import io.parm.schemas.SingleObjectCodec;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobIT {

    private static final Path SCHEMAS = Path.of("../kafka-schemas/src/main/avro");

    /** Longer than any hiccup of the machine, so that every answer is the original. */
    private static final Map<String, String> PATIENT = Map.of("answer.deadline", "5 min", "answer.give-up", "5 min");

    @TempDir
    static Path folder;

    @AutoClose
    private static TestStand stand;

    @BeforeAll
    static void start() {
        stand = new TestStand(folder);
    }

    @Test
    void aForeignClientSubmitsTensorsAndImagesAndReadsPredictions() throws Exception {
        int images = 30;
        RunningJob job = stand.submit("foreign", PATIENT);
        try (ForeignClient client = new ForeignClient(stand.kafka.bootstrapServers(), SCHEMAS)) {
            for (int i = 0; i < images; i++) {
                client.submitTensor(
                        "foreign-queries",
                        "tensor-" + i,
                        TestStand.DATA.images().input(i),
                        1L,
                        28L,
                        28L);
                client.submitImage("foreign-queries", "image-" + i, png(i));
            }
            Map<String, ForeignClient.Seen> seen = new HashMap<>();
            client.predictions("foreign-predictions", 2 * images).forEach(one -> seen.put(one.queryId(), one));
            assertThat(seen).hasSize(2 * images);
            assertThat(seen.values()).allSatisfy(JobIT::carriesWhatItsQueryCarried);
            int right = 0;
            for (int i = 0; i < images; i++) {
                float[] ofTensor = seen.get("tensor-" + i).output();
                assertThat(seen.get("image-" + i).output()).containsExactly(ofTensor, within(1e-3f));
                right += argmax(ofTensor) == TestStand.DATA.label(i) ? 1 : 0;
            }
            assertThat(right).isGreaterThan(images * 3 / 4);
            assertThat(job.restarts()).isZero();
        } finally {
            job.cancel();
        }
    }

    @Test
    void badRecordsBecomeDeadLettersAndGoodOnesBetweenThemAreAnsweredOnce() throws Exception {
        List<BadRecord> bad = BadRecord.all();
        Map<String, BadRecord> byOrigin = new HashMap<>();
        String servers = stand.kafka.bootstrapServers();
        RunningJob job = stand.submit("bad", PATIENT);
        try (AnswerCollector good = new AnswerCollector(servers, "bad-predictions", "good");
                KafkaProducer<byte[], byte[]> producer = LabClients.producer(servers)) {
            for (int i = 0; i < bad.size(); i++) {
                producer.send(good(i)).get();
                RecordMetadata sent =
                        producer.send(bad.get(i).on("bad-queries")).get();
                byOrigin.put(sent.topic() + "-" + sent.partition() + "@" + sent.offset(), bad.get(i));
            }
            producer.send(good(bad.size())).get();
            List<ConsumerRecord<byte[], byte[]>> letters = Records.first(bad.size(), servers, "bad-dead-letters");
            assertThat(letters).extracting(Records::origin).containsExactlyInAnyOrderElementsOf(byOrigin.keySet());
            letters.forEach(letter -> isDeadLetterOf(letter, byOrigin.get(Records.origin(letter))));
            assertThat(good.await(bad.size() + 1, Await.LONG)).isTrue();
            assertThat(good.answers().values()).extracting(Answer::copies).containsOnly(1);
            assertThat(good.answers().values()).extracting(Answer::source).containsOnly(AnswerSource.ORIGINAL);
            assertThat(job.restarts()).isZero();
        } finally {
            job.cancel();
        }
    }

    @Test
    void aQuerysOwnDeadlineIsKeptAndItsLateOriginalIsACorrection() throws Exception {
        String servers = stand.kafka.bootstrapServers();
        RunningJob job = stand.submit(stand.settings("late", PATIENT), "stall:deployed-*:3s", Optional.empty());
        try (AnswerCollector answers = new AnswerCollector(servers, "late-predictions", "late");
                KafkaProducer<byte[], byte[]> producer = LabClients.producer(servers)) {
            ProducerRecord<byte[], byte[]> hurried = query("late-queries", "late-hurried", 0);
            hurried.headers().add(Contract.DEADLINE_MS_HEADER, Records.utf8("50"));
            hurried.headers().add("traceparent", Records.utf8("a trace"));
            producer.send(hurried);
            producer.send(query("late-queries", "late-patient", 1));
            assertThat(answers.await(2, Await.LONG)).isTrue();
            ConsumerRecord<byte[], byte[]> record =
                    Records.first(1, servers, "late-corrections").get(0);
            Correction correction = SingleObjectCodec.ofCorrections().decode(record.value());

            assertThat(answers.answers().get("late-hurried").source()).isEqualTo(AnswerSource.RECONSTRUCTED);
            assertThat(answers.answers().get("late-patient").source()).isEqualTo(AnswerSource.ORIGINAL);
            assertThat(correction.getQueryId()).isEqualTo("late-hurried");
            assertThat(correction.getAnsweredAs()).isEqualTo(AnswerSource.RECONSTRUCTED);
            assertThat(Records.utf8(record.key())).isEqualTo("late-hurried");
            assertThat(Records.header(record, "traceparent")).isEqualTo("a trace");
            assertThat(job.restarts()).isZero();
        } finally {
            job.cancel();
        }
    }

    private static void carriesWhatItsQueryCarried(ForeignClient.Seen seen) {
        assertThat(seen.key()).isEqualTo(ForeignClient.keyOf(seen.queryId()));
        assertThat(seen.traceparent()).isEqualTo(ForeignClient.traceparentOf(seen.queryId()));
        assertThat(seen.sourceHeader()).isEqualTo("ORIGINAL").isEqualTo(seen.source());
        assertThat(seen.output()).hasSize(10);
    }

    private static void isDeadLetterOf(ConsumerRecord<byte[], byte[]> letter, BadRecord bad) {
        assertThat(Records.header(letter, Contract.ERROR_CLASS_HEADER))
                .as(bad.name())
                .isEqualTo(bad.refusal());
        assertThat(Records.header(letter, Contract.ERROR_MESSAGE_HEADER)).isNotBlank();
        assertThat(Records.header(letter, Contract.DEADLINE_MS_HEADER)).isEqualTo(bad.deadline());
        assertThat(Records.utf8(letter.key())).isEqualTo(bad.name());
        assertThat(Arrays.equals(letter.value(), bad.value()))
                .as(bad.name() + ": the same bytes")
                .isTrue();
    }

    private static ProducerRecord<byte[], byte[]> good(int index) {
        return query("bad-queries", "good-" + index, index);
    }

    private static ProducerRecord<byte[], byte[]> query(String topic, String id, int image) {
        return new ProducerRecord<>(topic, Records.utf8(id), Records.query(id, image));
    }

    /** The demo's image as a grey PNG; undoes the normalisation, which is the manifest's. */
    private static byte[] png(int index) throws Exception {
        float[] input = TestStand.DATA.images().input(index);
        BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < input.length; i++) {
            image.getRaster().setSample(i % 28, i / 28, 0, Math.round((input[i] * 0.353f + 0.286f) * 255));
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    private static int argmax(float[] output) {
        List<Float> values = new ArrayList<>();
        for (float value : output) {
            values.add(value);
        }
        return values.indexOf(Collections.max(values));
    }
}
