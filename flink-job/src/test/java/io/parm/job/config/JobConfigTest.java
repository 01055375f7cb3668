package io.parm.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parm.model.UserError;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobConfigTest {

    private final Map<String, String> required = Map.of("service", "s", "kafka.bootstrap-servers", "b:1");

    @Test
    void defaultsFillWhatIsNotGiven() {
        JobConfig config = JobConfig.of(required);

        assertThat(config.times().deadline()).isEqualTo(Duration.ofMillis(60));
        assertThat(config.kafka().queryTopics()).containsExactly("queries");
        assertThat(config.deployed().settings().limits().batchMaxSize()).isEqualTo(1);
    }

    @Test
    void instancesShareTheJobsSlotsWhereNothingIsLostByIt() {
        assertThat(JobConfig.of(required).slots()).isEqualTo(1);
        assertThat(with("deployed.slots", "own").slots()).isEqualTo(2);
        assertThat(with("deployed.parallelism", "3").slots()).isEqualTo(4);
        assertThat(of(Map.of("parallelism", "2", "deployed.parallelism", "2")).slots())
                .as("two pools of their own are fed evenly only from outside")
                .isEqualTo(2 + 2 + 1);
        assertThat(of(Map.of("parallelism", "2", "deployed.parallelism", "2", "deployed.endpoints", "grpc://a:1"))
                        .slots())
                .as("pools of model servers are all over the same")
                .isEqualTo(2 + 0 + 1);
    }

    @Test
    void sharedSlotsAskForAsManySubtasksAndTakeAsManyIfNoneAreGiven() {
        assertThatThrownBy(() -> of(Map.of("parity.slots", "shared", "parallelism", "2", "parity.parallelism", "1")))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "parity.slots can be shared only if parity.parallelism is parallelism, but they are 1 and 2");

        JobConfig config = of(Map.of("parallelism", "3", "deployed.slots", "shared", "parity.slots", "shared"));
        assertThat(config.deployed().parallelism()).isEqualTo(3);
        assertThat(config.parity().parallelism()).isEqualTo(3);
        assertThat(config.slots()).isEqualTo(3);
    }

    @Test
    void eagerSetsTheDeadlineToZero() {
        assertThat(with("answer.emit", "eager").times().deadline()).isZero();
    }

    @Test
    void replicasAnswerAtOnceUnlessTheDeadlineIsAskedFor() {
        assertThat(with("strategy", "replicate").times().deadline()).isZero();
        assertThat(with("strategy", "hedge").times().deadline()).isZero();
        assertThat(with("strategy", "backup").times().deadline()).isEqualTo(Duration.ofMillis(60));
        assertThat(JobConfig.of(Map.of(
                                "service", "s",
                                "kafka.bootstrap-servers", "b:1",
                                "strategy", "replicate",
                                "answer.emit", "deadline"))
                        .times()
                        .deadline())
                .isEqualTo(Duration.ofMillis(60));
    }

    @Test
    void theConfluentFormatNeedsARegistry() {
        assertRefused("kafka.format", "confluent", "schema-registry.url is required by kafka.format: confluent");
        Registry registry = JobConfig.of(Map.of(
                        "service", "s",
                        "kafka.bootstrap-servers", "b:1",
                        "kafka.format", "confluent",
                        "schema-registry.url", "http://r-1:8081/, https://r-2/apis/ccompat/v7"))
                .kafka()
                .registry();
        assertThat(registry.urls())
                .containsExactly(URI.create("http://r-1:8081"), URI.create("https://r-2/apis/ccompat/v7"));
        assertThat(registry.autoRegister()).isTrue();
    }

    @Test
    void aRegistrysUrlIsOfHttp() {
        assertRefused(
                "schema-registry.url",
                "r-1:8081",
                "schema-registry.url must be http or https URLs, comma-separated but was r-1:8081, which is no such URL");
    }

    @Test
    void secretsAreNeitherTakenNorShownAsText() {
        assertRefused(
                "schema-registry.password",
                "hunter2",
                "schema-registry.password must be file:PATH | env:NAME, never the secret itself");
        assertRefused(
                "schema-registry.url",
                "http://parm:hunter2@r-1:8081",
                "schema-registry.url has credentials in it; use schema-registry.user and schema-registry.password");
    }

    @Test
    void aRegistryIsShownOneKindOfCredentials() {
        Map<String, String> both = new HashMap<>(required);
        both.put("schema-registry.user", "parm");
        both.put("schema-registry.token", "env:TOKEN");
        assertThatThrownBy(() -> JobConfig.of(both))
                .isInstanceOf(UserError.class)
                .hasMessage("schema-registry.user and schema-registry.token exclude each other");
    }

    @Test
    void parityDelayIsATimeOrAQuantileAndByDefaultWhatSuitsTheStrategy() {
        assertThat(JobConfig.of(required).parityDelay()).isEqualTo(ParityDelay.NONE);
        assertThat(with("strategy", "hedge").parityDelay()).isEqualTo(new ParityDelay.Quantile(95));
        assertThat(with("parity.delay", "5 ms").parityDelay()).isEqualTo(new ParityDelay.Fixed(5));
        assertThat(with("parity.delay", "p99.9").parityDelay()).isEqualTo(new ParityDelay.Quantile(99.9));
        assertThat(with("parity.delay", "0 ms").parityDelay().holds()).isFalse();
        assertThat(with("parity.delay", "p50").parityDelay().holds()).isTrue();
    }

    @Test
    void parityDelayThatCouldNeverHelpIsRefused() {
        assertRefused("parity.delay", "p49", "parity.delay must be auto or 0 ms … 10 min or p50 … p99.9 but was p49");
        assertRefused("parity.delay", "p100", "but was p100, which is not a duration");
        assertRefused("parity.delay", "601 s", "but was 601 s, which is out of bounds");
        assertRefused("parity.delay", "2 s", "parity.delay must be below answer.give-up, 2000 ms, but was 2000 ms");
    }

    @Test
    void kafkaPropertiesGoToTheClientsAsTheyAre() {
        assertThat(with("kafka.properties.security.protocol", "SSL").kafka().properties())
                .containsEntry("security.protocol", "SSL");
    }

    @Test
    void noSecretIsInTheTextOfAConfiguration() {
        JobConfig config = of(Map.of(
                "kafka.properties.sasl.jaas.config", "password=hunter2",
                "remote.headers", "authorization=Bearer hunter2"));

        assertThat(config.toString())
                .contains("sasl.jaas.config", "authorization")
                .doesNotContain("hunter2");
    }

    @Test
    void noSecretIsInAMessage(@TempDir Path folder) throws IOException {
        Path broken = Files.writeString(
                folder.resolve("broken.yaml"), "kafka:\n  properties.sasl.jaas.config: \"hunter2 'x\n  group-id: [\n");

        assertThatThrownBy(() -> with("remote.headers", "Bearer hunter2"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("remote.headers must be name=value")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> SettingsFile.read(broken))
                .isInstanceOf(UserError.class)
                .hasMessageMatching(".*broken.yaml is not YAML at line \\d+, column \\d+")
                .hasNoCause();
    }

    @Test
    void missingSettingIsRefusedByItsKey() {
        assertThatThrownBy(() -> JobConfig.of(Map.of("service", "s")))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("kafka.bootstrap-servers is required");
    }

    @Test
    void unknownSettingIsRefusedWithItsNeighbours() {
        assertThatThrownBy(() -> with("answer.dedline", "5 ms"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("unknown setting answer.dedline; there are answer.emit, answer.deadline");
    }

    @Test
    void valueOutOfBoundsIsRefusedWithKeyBoundAndValue() {
        assertRefused("parallelism", "0", "parallelism must be 1 … 360 but was 0, which is out of bounds");
        assertRefused("deployed.instances", "two", "deployed.instances must be 1 … 256 but was two");
        assertRefused("answer.deadline", "60", "answer.deadline must be 0 ms … 10 min but was 60");
        assertRefused("group.max-wait", "0 ms", "group.max-wait must be 1 ms … 10 min but was 0 ms");
        assertRefused(
                "strategy", "Parity", "strategy must be none | replicate | hedge | backup | parity but was Parity");
        assertRefused(
                "answer.give-up", "10 ms", "answer.give-up must be at least answer.deadline, 60 ms, but was 10 ms");
        assertRefused("topics.queries", "a,,b", "topics.queries must be one or more texts");
    }

    @Test
    void fileMayNestKeysOrDotThem(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("job.yaml"),
                "service: s\nkafka:\n  bootstrap-servers: b:1\nanswer.deadline: 5 ms\ntopics:\n  queries: [a, b]\n");

        JobConfig config = JobConfig.of(SettingsFile.read(file));
        assertThat(config.times().deadline()).isEqualTo(Duration.ofMillis(5));
        assertThat(config.kafka().queryTopics()).containsExactly("a", "b");
    }

    @Test
    void fileThatIsNoneIsRefused(@TempDir Path folder) throws IOException {
        Path list = Files.writeString(folder.resolve("list.yaml"), "- a\n");
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "a: [");
        Path twice = Files.writeString(folder.resolve("twice.yaml"), "a.b: 1\na:\n  b: 2\n");

        assertThatThrownBy(() -> SettingsFile.read(folder.resolve("none.yaml")))
                .hasMessageContaining("no settings file at");
        assertThatThrownBy(() -> SettingsFile.read(list)).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> SettingsFile.read(broken)).hasMessageContaining("is not YAML");
        assertThatThrownBy(() -> SettingsFile.read(twice)).hasMessageContaining("sets a.b twice");
    }

    private void assertRefused(String key, String value, String message) {
        assertThatThrownBy(() -> with(key, value)).isInstanceOf(UserError.class).hasMessageContaining(message);
    }

    private JobConfig with(String key, String value) {
        return of(Map.of(key, value));
    }

    private JobConfig of(Map<String, String> given) {
        Map<String, String> values = new HashMap<>(required);
        values.putAll(given);
        return JobConfig.of(values);
    }
}
