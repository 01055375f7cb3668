package io.parm.lab.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parm.job.ParmJob;
import io.parm.job.config.JobConfig;
import io.parm.job.config.SettingsFile;
import io.parm.schemas.Contract;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.highavailability.ApplicationResultStoreOptions;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code kubectl apply -k} would send for each folder: an API server would take it, and it says what the build says. */
class KubernetesTest {

    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest
    @ValueSource(strings = {"base", "model-servers", "gpu"})
    @interface InEachFolder {}

    /**
     * What is in a folder.
     *
     * @param flink the deployment of the job
     * @param settings the job's
     */
    record Folder(Kustomization all, JsonNode flink, Map<String, String> settings) {

        static Folder of(String name) throws IOException {
            Kustomization all = Kustomization.read(DeployFiles.KUBERNETES.resolve(name));
            Path settings = all.configMaps().get("parm-job").get(0);
            return new Folder(all, all.the("FlinkDeployment"), SettingsFile.read(settings));
        }
    }

    private final Dockerfile dockerfile = Dockerfile.read();

    KubernetesTest() throws IOException {}

    private static String flinkVersion() throws IOException {
        return "v" + DeployFiles.property("flink.version").replaceAll("(\\d+)\\.(\\d+)\\..*", "$1_$2");
    }

    @InEachFolder
    void everyObjectIsOneOfItsKind(Folder folder) throws IOException {
        KubernetesSchemas schemas = new KubernetesSchemas(flinkVersion());

        assertThat(folder.all().objects()).hasSizeGreaterThan(6);
        for (JsonNode object : folder.all().objects()) {
            schemas.check(object);
        }
    }

    @InEachFolder
    void aMisspeltFieldIsRefused(Folder folder) throws IOException {
        KubernetesSchemas schemas = new KubernetesSchemas(flinkVersion());

        for (JsonNode object : folder.all().objects()) {
            ObjectNode misspelt = object.deepCopy();
            misspelt.withObject("/spec").put("replica", 2);
            assertThatThrownBy(() -> schemas.check(misspelt)).hasMessageContaining("replica");
        }
    }

    @InEachFolder
    void imagesAreTheBuilds(Folder folder) throws IOException {
        List<String> images =
                new ArrayList<>(List.of(folder.flink().at("/spec/image").asText()));
        folder.all().objects().forEach(object -> images.addAll(object.findValuesAsText("image")));

        for (String image : images) {
            assertThat(image).matches(Images::isOurs).endsWith(":" + DeployFiles.version());
            assertThat(dockerfile.stages()).containsKey(Images.target(image));
        }
    }

    @InEachFolder
    void flinkIsTheBuildsAndRunsTheImagesJob(Folder folder) throws IOException {
        JsonNode spec = folder.flink().path("spec");

        assertThat(spec.path("flinkVersion").asText()).isEqualTo(flinkVersion());
        assertThat(spec.at("/job/entryClass").asText()).isEqualTo(ParmJob.class.getName());
        assertThat(spec.at("/job/jarURI").asText()).isEqualTo("local://" + dockerfile.destination("job", "-job.jar"));
        assertThat(DeployFiles.texts(spec.at("/job/args"))).containsExactly("/etc/parm/job.yaml");
        assertThat(mountPath(folder, "job")).isEqualTo("/etc/parm");
    }

    @InEachFolder
    void flinksSettingsAreFlinksAndHaveTheRecommendedOnes(Folder folder) throws Exception {
        FlinkOptions options = new FlinkOptions();
        Map<String, String> configured = texts(folder.flink().at("/spec/flinkConfiguration"));

        assertThat(configured.keySet()).allMatch(options::knows);
        assertThat(configured).containsAllEntriesOf(texts(DeployFiles.yaml(Path.of("../conf/config.yaml"))));
        for (String key : List.of(
                "high-availability.storageDir",
                "execution.checkpointing.dir",
                "execution.checkpointing.savepoint-dir")) {
            assertThat(configured.get(key)).startsWith("file://" + mountPath(folder, "state") + "/");
        }
    }

    @InEachFolder
    void aJobThatWasStoppedIsNotStartedAnewByTheOtherJobManager(Folder folder) {
        Map<String, String> configured = texts(folder.flink().at("/spec/flinkConfiguration"));

        assertThat(folder.flink().at("/spec/jobManager/replicas").asInt()).isEqualTo(2);
        assertThat(configured).containsEntry(ApplicationResultStoreOptions.DELETE_ON_COMMIT.key(), "false");
    }

    @InEachFolder
    void theJobsSettingsFitTheCluster(Folder folder) {
        JobConfig config = JobConfig.of(folder.settings());
        JsonNode topic = folder.all().all("KafkaTopic").get(0);

        assertThat(dockerfile.destination("job", "${SERVICE}")).isEqualTo(config.service() + "/");
        assertThat(folder.flink().at("/spec/job/parallelism").asInt()).isEqualTo(config.parallelism());
        assertThat(folder.settings())
                .containsEntry(
                        "kafka.bootstrap-servers",
                        topic.at("/metadata/labels").path("strimzi.io/cluster").asText() + "-kafka-bootstrap:9092");
    }

    @InEachFolder
    void topicsAreTheContractsAndTakeTheLargestRecord(Folder folder) {
        List<JsonNode> topics = folder.all().all("KafkaTopic");

        assertThat(topics)
                .extracting(topic -> topic.at("/metadata/name").asText())
                .containsExactly(
                        Contract.QUERIES_TOPIC,
                        Contract.PREDICTIONS_TOPIC,
                        Contract.CORRECTIONS_TOPIC,
                        Contract.DEAD_LETTERS_TOPIC);
        for (JsonNode topic : topics) {
            Map<String, String> config = texts(topic.at("/spec/config"));
            assertThat(LogConfig.configNames()).containsAll(config.keySet());
            assertThat(config)
                    .containsEntry("max.message.bytes", folder.settings().get("kafka.max-message-bytes"));
        }
    }

    @InEachFolder
    void podsAreAsRestrictedAsTheNamespaceAsksAndMountWhatTheyHave(Folder folder) {
        List<JsonNode> pods = new ArrayList<>(List.of(folder.flink().at("/spec/podTemplate/spec")));
        folder.all().all("Deployment").forEach(deployment -> pods.add(deployment.at("/spec/template/spec")));

        for (JsonNode pod : pods) {
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            List<JsonNode> containers = new ArrayList<>();
            pod.path("containers").forEach(containers::add);
            pod.path("initContainers").forEach(containers::add);
            for (JsonNode container : containers) {
                JsonNode context = container.path("securityContext");
                assertThat(context.path("allowPrivilegeEscalation").asBoolean(true))
                        .isFalse();
                assertThat(DeployFiles.texts(context.at("/capabilities/drop"))).containsExactly("ALL");
                assertThat(pod.path("volumes").findValuesAsText("name"))
                        .containsAll(container.path("volumeMounts").findValuesAsText("name"));
            }
        }
        assertThat(folder.all().the("Namespace").at("/metadata/labels").toString())
                .contains("\"restricted\"");
    }

    private static String mountPath(Folder folder, String volume) {
        for (JsonNode mount : folder.flink().at("/spec/podTemplate/spec/containers/0/volumeMounts")) {
            if (mount.path("name").asText().equals(volume)) {
                return mount.path("mountPath").asText();
            }
        }
        throw new IllegalArgumentException("no volume " + volume);
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }
}
