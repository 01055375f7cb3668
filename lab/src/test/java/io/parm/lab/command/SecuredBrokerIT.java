package io.parm.lab.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.lab.cluster.SecuredKafka;
import io.parm.lab.load.KafkaAccess;
import io.parm.lab.load.LabClients;
import io.parm.model.UserError;
import io.parm.schemas.AnswerSource;
import io.parm.schemas.Prediction;
import io.parm.schemas.SingleObjectCodec;
import io.parm.schemas.Tensors;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What people type, against a broker that speaks SASL over TLS only. */
class SecuredBrokerIT {

    private static final Path DATA = Path.of("..", "parity-training", "data", "fashion-mnist");
    private static final String PASSWORD = "open-sesame";
    private static final int QUERIES = 200;

    @TempDir
    private static Path folder;

    private static SecuredKafka kafka;
    private static Path config;

    @BeforeAll
    static void start() throws Exception {
        kafka = new SecuredKafka(folder);
        kafka.createTopics("queries", "predictions", "forbidden");
        kafka.createUser("client", PASSWORD);
        for (AclOperation operation : new AclOperation[] {AclOperation.READ, AclOperation.WRITE}) {
            kafka.allow("client", topic("queries"), operation);
            kafka.allow("client", topic("predictions"), operation);
        }
        Files.writeString(folder.resolve("password"), PASSWORD);
        StringBuilder properties = new StringBuilder();
        kafka.client("client", "${dir:" + folder + ":password}")
                .forEach((key, value) -> properties.append(key + "=" + value + "\n"));
        config = Files.writeString(folder.resolve("client.properties"), properties);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void whatIsProducedIsLearntFromAndItsAnswersAreFound() throws Exception {
        String produced =
                run(new ProduceCommand(), "--data " + DATA + " --rate 5000 --id-prefix one --count " + QUERIES);
        assertThat(produced).contains(QUERIES + " queries sent, 0 refused by Kafka");

        Path out = folder.resolve("service");
        String learnt = run(
                new TrainCommand(),
                "--from-topic queries --deployed services/fashion-mnist --parity-model compact-4 --parity-epochs 1"
                        + " --threads 1 --out " + out);
        assertThat(learnt).contains("topic queries, 180 queries to learn from");
        assertThat(out.resolve("service.yaml")).exists();

        try (var producer = LabClients.producer(new KafkaAccess(kafka.bootstrapServers(), Map.copyOf(admin())))) {
            for (int i = 0; i < QUERIES; i++) {
                producer.send(new ProducerRecord<>("predictions", prediction("one-" + i)));
            }
        }
        assertThat(run(new ClusterAnswersCommand(), "--id-prefix one --count " + QUERIES))
                .contains(QUERIES + " of " + QUERIES + " answered, 0 of them more than once.");
    }

    @Test
    void aTopicThatMayNotBeReadIsOneSentence() {
        assertThatThrownBy(() -> run(new ProduceCommand(), "--data " + DATA + " --topic forbidden --count 1"))
                .isInstanceOf(UserError.class)
                .hasMessage("topic forbidden of " + kafka.bootstrapServers()
                        + " cannot be read: Not authorized to access topics: [forbidden]");
    }

    @Test
    void aFileOfPropertiesThatIsNotThereIsOneSentence() {
        ProduceCommand produce = new ProduceCommand();
        new CommandLine(produce).parseArgs("--data", DATA.toString(), "--command-config", "nowhere.properties");
        assertThatThrownBy(produce::call)
                .isInstanceOf(UserError.class)
                .hasMessage("--command-config nowhere.properties cannot be read as a file of properties");
    }

    private static Map<String, String> admin() {
        return kafka.adminClient();
    }

    private static byte[] prediction(String id) {
        return SingleObjectCodec.ofPredictions()
                .encode(Prediction.newBuilder()
                        .setQueryId(id)
                        .setSource(AnswerSource.ORIGINAL)
                        .setOutput(Tensors.ofFloats(new float[10], 10))
                        .build());
    }

    private static ResourcePattern topic(String name) {
        return new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL);
    }

    /** What the command says. */
    private static String run(Callable<Integer> command, String options) throws Exception {
        StringWriter said = new StringWriter();
        new CommandLine(command)
                .setOut(new PrintWriter(said))
                .parseArgs(
                        (options + " --bootstrap-servers " + kafka.bootstrapServers() + " --command-config " + config)
                                .split(" +"));
        assertThat(command.call()).isZero();
        return said.toString();
    }
}
