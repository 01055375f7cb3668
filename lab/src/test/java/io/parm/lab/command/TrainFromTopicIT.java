package io.parm.lab.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.parm.inference.Instance;
import io.parm.inference.LocalInstances;
import io.parm.lab.cluster.EmbeddedKafka;
import io.parm.lab.endtoend.ApicurioRegistry;
import io.parm.lab.load.KafkaAccess;
import io.parm.lab.load.LabClients;
import io.parm.lab.topic.TopicContents;
import io.parm.model.Service;
import io.parm.model.UserError;
import io.parm.schemas.AnswerSource;
import io.parm.schemas.EncodedImage;
import io.parm.schemas.Prediction;
import io.parm.schemas.Query;
import io.parm.schemas.SingleObjectCodec;
import io.parm.schemas.Tensors;
import io.parm.training.data.FashionMnist;
import io.parm.training.data.Samples;
import io.parm.training.data.Task;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A data set's images go over a topic, among records that are none, and teach a parity model as much as the data set itself does, though
 * the topic says no labels.
 */
@Timeout(240)
class TrainFromTopicIT {

    private static final Path DATA = Path.of("..", "parity-training", "data", "fashion-mnist");
    private static final Path DEPLOYED = Path.of("services", "fashion-mnist");
    private static final String TRAINING =
            " --deployed " + DEPLOYED + " --parity-model compact-4 --parity-epochs 4 --threads 1";
    private static final int ANSWERED = 500;
    private static final int SIDE = 28;

    /** What the task normalises pixels with. */
    private static final float MEAN = 0.286f;

    private static final float STD = 0.353f;

    /** A tenth fewer samples, no labels, other groups; and the standard error of a thousand reconstructions is a point. */
    private static final double TOLERANCE = 0.08;

    @TempDir
    private static Path folder;

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void pastQueriesTeachAsMuchAsTheDataSetTheyCameFrom() {
        Task task = FashionMnist.read(DATA);
        kafka.createTopics(3, "queries");
        kafka.createTopics("predictions");
        sendGarbage("queries", 20);
        String produced = produce("--data " + DATA + " --split train --rate 5000 --id-prefix past");
        assertThat(produced).contains("6,000 queries sent, 0 refused by Kafka");
        sendGarbage("queries", 20);
        sendPredictions("predictions", task.train());

        Path fromTopic = folder.resolve("from-topic");
        Path fromData = folder.resolve("from-data");
        String said = run(
                new TrainCommand(),
                "--from-topic queries --predictions predictions" + servers() + TRAINING + " --out " + fromTopic);
        run(new TrainCommand(), "--data " + DATA + TRAINING + " --out " + fromData);

        assertThat(said)
                .contains("queries: 6,000 queries, 40 records that are none")
                .contains("predictions: 500 original answers")
                .contains("topic queries, 5400 queries to learn from and the 600 newest to evaluate, without labels")
                .contains("of unknown worth, as there are no labels");
        double ofTopic = ServiceAccuracy.reconstructed(Service.read(fromTopic), task.test());
        double ofData = ServiceAccuracy.reconstructed(Service.read(fromData), task.test());
        // Chance is 0.1, and so few epochs of so narrow a network only begin to learn.
        assertThat(ofTopic).isGreaterThan(0.4).isCloseTo(ofData, within(TOLERANCE));
    }

    @Test
    void anEncodedImageIsTheSameInputAsItsFloats() throws IOException {
        kafka.createTopics("pictures");
        produce("--data " + DATA + " --split train --rate 5000 --count 200 --topic pictures");
        sendPictures("pictures", 200);
        String said = train("pictures", "");
        assertThat(said)
                .contains("pictures: 400 queries, 0 records that are none")
                .as("each of 200 inputs was asked twice")
                .contains("topic pictures, 180 queries to learn from and the 20 newest to evaluate");
    }

    @Test
    void queriesInTheConfluentFormatAreReadWithTheRegistrysSchemas() throws Exception {
        kafka.createTopics("confluent");
        try (ApicurioRegistry registry = new ApicurioRegistry(folder)) {
            registry.start();
            String format = " --schema-registry " + registry.url();
            produce("--data " + DATA + " --split train --rate 5000 --count 200 --topic confluent" + format);
            assertThat(train("confluent", format))
                    .contains("confluent: 200 queries, 0 records that are none")
                    .contains("topic confluent, 180 queries to learn from and the 20 newest to evaluate");
        }
    }

    @Test
    void readingATopicTellsHowFarItIsUntilTheEnd() {
        kafka.createTopics(2, "counted");
        sendGarbage("counted", 1000);
        List<Long> read = new ArrayList<>();
        int[] records = {0};
        new TopicContents(KafkaAccess.open(kafka.bootstrapServers()), "counted")
                .forEach(record -> records[0]++, (done, all) -> {
                    assertThat(all).isEqualTo(1000);
                    read.add(done);
                });
        assertThat(records[0]).isEqualTo(1000);
        assertThat(read).isSorted().endsWith(1000L);
    }

    @Test
    void aTopicThatIsNotThereIsOneSentenceAndIsNotMade() {
        String sentence = "there is no topic nowhere at " + kafka.bootstrapServers();
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> produce("--data " + DATA + " --topic nowhere"))
                    .isInstanceOf(UserError.class)
                    .hasMessage(sentence);
            assertThatThrownBy(() -> run(
                            new TrainCommand(),
                            "--from-topic nowhere --out " + folder.resolve("none") + servers() + TRAINING))
                    .isInstanceOf(UserError.class)
                    .hasMessage(sentence);
        }
    }

    @Test
    void aTopicOfOtherRecordsIsOneSentence() {
        kafka.createTopics("garbage");
        sendGarbage("garbage", 30);
        assertThatThrownBy(() -> run(
                        new TrainCommand(),
                        "--from-topic garbage --out " + folder.resolve("none") + servers() + TRAINING))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "topic garbage holds 0 different queries of fashion-mnist (30 records are none): at least 100"
                                + " are needed to learn from");
    }

    private static String train(String topic, String format) {
        Path out = folder.resolve("service-" + topic);
        return run(
                new TrainCommand(),
                "--from-topic " + topic + format + servers() + " --deployed " + DEPLOYED
                        + " --parity-model compact-4 --parity-epochs 1 --threads 1 --out " + out);
    }

    /** Training images as PNG. */
    private static void sendPictures(String topic, int count) throws IOException {
        Samples images = FashionMnist.read(DATA).train();
        SingleObjectCodec<Query> codec = SingleObjectCodec.ofQueries();
        try (KafkaProducer<byte[], byte[]> producer = LabClients.producer(kafka.bootstrapServers())) {
            for (int i = 0; i < count; i++) {
                EncodedImage image = new EncodedImage("image/png", ByteBuffer.wrap(png(images.input(i))));
                producer.send(new ProducerRecord<>(topic, codec.encode(new Query("picture-" + i, null, image))));
            }
        }
    }

    private static byte[] png(float[] input) throws IOException {
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < input.length; i++) {
            int pixel = Math.round((input[i] * STD + MEAN) * 255);
            picture.getRaster().setSample(i % SIDE, i / SIDE, 0, pixel);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }

    private static void sendGarbage(String topic, int count) {
        try (KafkaProducer<byte[], byte[]> producer = LabClients.producer(kafka.bootstrapServers())) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(topic, ("no query " + i).getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    /** What the service once answered to the first queries; a reconstruction among it is not its word. */
    private static void sendPredictions(String topic, Samples asked) {
        try (KafkaProducer<byte[], byte[]> producer = LabClients.producer(kafka.bootstrapServers());
                Instance deployed =
                        new LocalInstances().open(Service.read(DEPLOYED).deployedModel(), "deployed-0", 1)) {
            for (int i = 0; i < ANSWERED; i++) {
                List<float[]> input = List.of(asked.input(i));
                float[] output =
                        deployed.infer(input).toCompletableFuture().join().get(0);
                producer.send(new ProducerRecord<>(topic, prediction(i, AnswerSource.ORIGINAL, output)));
            }
            producer.send(new ProducerRecord<>(topic, prediction(ANSWERED, AnswerSource.RECONSTRUCTED, new float[10])));
        }
    }

    private static byte[] prediction(int query, AnswerSource source, float[] output) {
        return SingleObjectCodec.ofPredictions()
                .encode(Prediction.newBuilder()
                        .setQueryId("past-" + query)
                        .setSource(source)
                        .setOutput(Tensors.ofFloats(output, 10))
                        .build());
    }

    private static String produce(String options) {
        return run(new ProduceCommand(), options + servers());
    }

    private static String servers() {
        return " --bootstrap-servers " + kafka.bootstrapServers();
    }

    /** What the command says. */
    private static String run(Callable<Integer> command, String options) {
        StringWriter said = new StringWriter();
        new CommandLine(command)
                .setOut(new PrintWriter(said))
                .parseArgs(options.strip().split(" +"));
        try {
            assertThat(command.call()).isZero();
        } catch (UserError e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return said.toString();
    }
}
