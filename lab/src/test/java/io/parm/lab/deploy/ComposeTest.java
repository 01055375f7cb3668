package io.parm.lab.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parm.job.config.JobConfig;
import io.parm.job.config.SettingsFile;
import io.parm.lab.command.InstanceCommand;
import io.parm.model.Service;
import io.parm.schemas.Contract;
import io.parm.serving.ModelServer;
import io.parm.serving.ServerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code docker/compose.yaml} and its override say what the build says, and what they name is there. */
class ComposeTest {

    /** Folders with the dashboard, the alert rules and what is scraped. */
    private static final List<String> OBSERVABILITY = List.of("./prometheus", "./grafana/dashboards");

    private final JsonNode compose = DeployFiles.yaml(DeployFiles.COMPOSE);
    private final JsonNode services = compose.path("services");
    private final Dockerfile dockerfile = Dockerfile.read();
    private final Map<String, String> settings = SettingsFile.read(DeployFiles.FOLDER.resolve("job.yaml"));

    ComposeTest() throws IOException {}

    @Test
    void imagesAreTheBuildsOrPinned() throws IOException {
        JsonNode gpu = DeployFiles.yaml(DeployFiles.FOLDER.resolve("compose.gpu.yaml"));
        List<JsonNode> all = new ArrayList<>();
        services.forEach(all::add);
        gpu.path("services").forEach(all::add);

        for (JsonNode service : all) {
            String image = service.path("image").asText();
            if (Images.isOurs(image)) {
                String target = service.at("/build/target").asText();
                assertThat(image).isEqualTo("parm/" + target + ":" + DeployFiles.version());
                assertThat(dockerfile.stages()).containsKey(target);
            } else {
                assertThat(image).matches(Images::isPinned);
                assertThat(service.has("build")).isFalse();
            }
        }
        assertThat(services.at("/kafka/image").asText())
                .isEqualTo("apache/kafka:" + DeployFiles.property("kafka.version"))
                .isEqualTo(services.at("/topics/image").asText());
        assertThat(names(services)).containsAll(names(gpu.path("services")));
    }

    @Test
    void everyServiceIsLimitedInWhatItMayDoAndTake() {
        for (String name : names(services)) {
            JsonNode service = services.path(name);
            assertThat(service.path("user").asText()).as(name).isNotIn("", "root", "0", "0:0");
            assertThat(DeployFiles.texts(service.path("cap_drop"))).as(name).contains("ALL");
            assertThat(DeployFiles.texts(service.path("security_opt"))).as(name).contains("no-new-privileges:true");
            assertThat(names(service.at("/deploy/resources/limits"))).as(name).contains("cpus", "memory");
        }
    }

    @Test
    void whatRunsOnIsHealthCheckedAndWhatWaitsWaitsForThat() {
        for (String name : names(services)) {
            JsonNode service = services.path(name);
            boolean runsOn = service.path("restart").asText().equals("unless-stopped");
            assertThat(isHealthChecked(service)).as(name).isEqualTo(runsOn);
            for (String other : names(service.path("depends_on"))) {
                assertThat(names(services)).as(name + " depends on " + other).contains(other);
                assertThat(service.path("depends_on")
                                .path(other)
                                .path("condition")
                                .asText())
                        .isEqualTo(
                                isHealthChecked(services.path(other))
                                        ? "service_healthy"
                                        : "service_completed_successfully");
            }
        }
    }

    private static boolean isHealthChecked(JsonNode service) {
        return !service.at("/healthcheck/test").isMissingNode();
    }

    @Test
    void mountsAreNamedVolumesOrFilesOfThisFolder() {
        Set<String> used = new TreeSet<>();
        for (JsonNode service : services) {
            for (String mount : DeployFiles.texts(service.path("volumes"))) {
                String source = mount.substring(0, mount.indexOf(':'));
                if (!source.startsWith("./")) {
                    used.add(source);
                } else if (!OBSERVABILITY.contains(source)) {
                    assertThat(DeployFiles.FOLDER.resolve(source)).exists();
                }
            }
        }
        assertThat(used).isEqualTo(names(compose.path("volumes")));
    }

    @Test
    void prometheusAsksServicesThatThereAre() throws IOException {
        Path file = DeployFiles.FOLDER.resolve("prometheus/prometheus.yml");
        List<String> targets = new ArrayList<>();
        for (JsonNode job : DeployFiles.yaml(file).path("scrape_configs")) {
            job.findValues("targets").forEach(some -> targets.addAll(DeployFiles.texts(some)));
            job.findValues("names").forEach(some -> targets.addAll(DeployFiles.texts(some)));
        }

        assertThat(targets)
                .extracting(target -> target.replaceAll(":\\d+$", ""))
                .containsExactlyInAnyOrder("jobmanager", "taskmanager", "deployed-1", "deployed-2", "parity-1")
                .allMatch(services::has);
        assertThat(OBSERVABILITY)
                .allSatisfy(
                        folder -> assertThat(DeployFiles.FOLDER.resolve(folder)).isNotEmptyDirectory());
    }

    @Test
    void theBrokersSettingsAreKafkas() {
        List<String> keys = names(services.at("/kafka/environment")).stream()
                .filter(name -> name.startsWith("KAFKA_"))
                .map(name -> name.substring("KAFKA_".length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '.'))
                .toList();

        assertThat(keys).hasSizeGreaterThan(10);
        assertThat(AbstractKafkaConfig.CONFIG_DEF.names()).containsAll(keys);
    }

    @Test
    void theTopicsAreTheContracts() {
        String script = DeployFiles.texts(services.at("/topics/command")).get(2);

        assertThat(script)
                .contains("for topic in "
                        + String.join(
                                " ",
                                Contract.QUERIES_TOPIC,
                                Contract.PREDICTIONS_TOPIC,
                                Contract.CORRECTIONS_TOPIC,
                                Contract.DEAD_LETTERS_TOPIC)
                        + ";");
    }

    @Test
    void flinksSettingsAreFlinks() throws Exception {
        FlinkOptions options = new FlinkOptions();

        assertThat(flinkProperties().keySet()).hasSizeGreaterThan(5).allMatch(options::knows);
    }

    @Test
    void theJobsSettingsFitTheClusterAndOneTaskManagerIsSpare() {
        JobConfig config = JobConfig.of(settings);
        JsonNode kafka = services.at("/kafka/environment");
        int slots = Integer.parseInt(flinkProperties().get("taskmanager.numberOfTaskSlots"));
        int taskManagers = services.at("/taskmanager/deploy/replicas").asInt();

        assertThat(kafka.path("KAFKA_ADVERTISED_LISTENERS").asText())
                .contains("://" + settings.get("kafka.bootstrap-servers") + ",");
        assertThat(kafka.path("KAFKA_MESSAGE_MAX_BYTES").asText()).isEqualTo(settings.get("kafka.max-message-bytes"));
        assertThat(dockerfile.destination("job", "${SERVICE}")).isEqualTo(config.service() + "/");
        assertThat((taskManagers - 1) * slots).isGreaterThanOrEqualTo(config.slots());
    }

    @Test
    void theJobsEndpointsAreTheModelServers() {
        assertThat(endpoints("deployed")).containsExactly("deployed-1", "deployed-2");
        assertThat(endpoints("parity")).containsExactly("parity-1");
        endpoints("deployed").forEach(name -> assertServes(name, "deployed"));
        endpoints("parity").forEach(name -> assertServes(name, "parity-0"));
    }

    private List<String> endpoints(String role) {
        List<String> names = new ArrayList<>();
        for (String endpoint : settings.get(role + ".endpoints").split(",")) {
            assertThat(endpoint).startsWith("grpc://").endsWith(":" + ServerOptions.DEFAULT_GRPC_PORT);
            names.add(endpoint.replaceAll("grpc://(.*):\\d+", "$1"));
        }
        return names;
    }

    private void assertServes(String name, String model) {
        List<String> arguments =
                new ArrayList<>(DeployFiles.texts(services.path(name).path("command")));
        Service service = Service.read(Path.of("services/fashion-mnist"));

        assertThat(arguments).containsExactly("--model=" + model);
        assertThat(ModelServer.modelsOf(service)).containsKey(model);
        arguments.add("--service=/srv/parm/service");
        new CommandLine(new InstanceCommand()).parseArgs(arguments.toArray(String[]::new));
    }

    @Test
    void theJobIsSubmittedFromWhereTheImageHasIt() {
        List<String> entry = DeployFiles.texts(services.at("/submit/entrypoint"));
        List<String> mounts = DeployFiles.texts(services.at("/submit/volumes"));

        assertThat(entry)
                .endsWith(dockerfile.destination("job", "-job.jar"), "/etc/parm/job.yaml")
                .containsSubsequence("flink", "run", "-d");
        assertThat(mounts).contains("./job.yaml:/etc/parm/job.yaml:ro");
    }

    @Test
    void grafanaAsksThePrometheusOfThisClusterAndFindsItsDashboards() throws IOException {
        Path provisioning = DeployFiles.FOLDER.resolve("grafana/provisioning");
        JsonNode source = DeployFiles.yaml(provisioning.resolve("datasources/prometheus.yaml"))
                .path("datasources")
                .path(0);
        JsonNode provider = DeployFiles.yaml(provisioning.resolve("dashboards/parm.yaml"))
                .path("providers")
                .path(0);

        assertThat(source.path("url").asText()).isEqualTo("http://prometheus:9090");
        assertThat(DeployFiles.texts(services.at("/prometheus/ports"))).containsExactly("127.0.0.1:9090:9090");
        assertThat(DeployFiles.texts(services.at("/grafana/volumes")))
                .contains("./grafana/dashboards:" + provider.at("/options/path").asText() + ":ro")
                .contains("./grafana/provisioning:/etc/grafana/provisioning:ro");
    }

    @Test
    void onlyThisMachineReachesWhatIsPublished() {
        List<String> ports = new ArrayList<>();
        services.forEach(service -> ports.addAll(DeployFiles.texts(service.path("ports"))));

        assertThat(ports).hasSize(4).allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    private Map<String, String> flinkProperties() {
        Map<String, String> properties = new TreeMap<>();
        services.at("/jobmanager/environment/FLINK_PROPERTIES")
                .asText()
                .lines()
                .map(line -> line.split(":\\s*", 2))
                .forEach(line -> properties.put(line[0], line[1]));
        return properties;
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
