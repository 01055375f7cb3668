package io.parm.lab.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parm.inference.PoolLimits;
import io.parm.inference.remote.Endpoint;
import io.parm.inference.remote.EndpointSource;
import io.parm.job.config.SettingsFile;
import io.parm.lab.command.InstanceCommand;
import io.parm.lab.pipeline.NoOpInstances;
import io.parm.model.Service;
import io.parm.serving.ModelServer;
import io.parm.serving.ServerOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The model servers of {@code docker/kubernetes/model-servers}, and the scripts that images bring for them. */
@Timeout(60)
class ModelServersTest {

    private static final Path FOLDER = DeployFiles.KUBERNETES.resolve("model-servers");

    private final Kustomization all = Kustomization.read(FOLDER);
    private final Service service = Service.read(Path.of("services/fashion-mnist"));

    ModelServersTest() throws IOException {}

    @Test
    void eachModelHasADeploymentAServiceAndABudgetOfItsPods() {
        for (String model : ModelServer.modelsOf(service).keySet()) {
            JsonNode deployment = named("Deployment", model);
            JsonNode labels = deployment.at("/spec/template/metadata/labels");

            assertThat(deployment.at("/spec/selector/matchLabels")).isEqualTo(labels);
            assertThat(named("Service", model).at("/spec/selector")).isEqualTo(labels);
            assertThat(named("Service", model).at("/spec/clusterIP").asText()).isEqualTo("None");
            assertThat(named("PodDisruptionBudget", model).at("/spec/selector/matchLabels"))
                    .isEqualTo(labels);
            assertIsPartOf(labels, deployment.findValue("labelSelector").path("matchLabels"));
            assertIsPartOf(labels, all.the("NetworkPolicy").at("/spec/podSelector/matchLabels"));
            assertThat(DeployFiles.texts(container(model).path("args"))).containsExactly("--model=" + model);
            new CommandLine(new InstanceCommand()).parseArgs("--service=/srv/parm/service", "--model=" + model);
        }
        assertThat(named("Deployment", "deployed").at("/spec/replicas").asInt())
                .isEqualTo(service.manifest().code().k()
                        * named("Deployment", "parity-0").at("/spec/replicas").asInt());
    }

    @Test
    void aFieldDeepInAPodThatIsUnknownOrMissingIsRefused() throws IOException {
        KubernetesSchemas schemas = new KubernetesSchemas("v0_0");
        JsonNode unknown = named("Deployment", "deployed").deepCopy();
        ((ObjectNode) unknown.at("/spec/template/spec/containers/0")).putObject("readynessProbe");
        JsonNode missing = named("Deployment", "deployed").deepCopy();
        ((ObjectNode) missing.at("/spec/template/spec/containers/0")).remove("name");

        assertThatThrownBy(() -> schemas.check(unknown)).hasMessageContaining("readynessProbe");
        assertThatThrownBy(() -> schemas.check(missing)).hasMessageContaining("name");
    }

    @Test
    void portsAreTheServersAndAreCalledByTheirNames() {
        for (String model : ModelServer.modelsOf(service).keySet()) {
            assertThat(container(model).path("ports").toString())
                    .isEqualTo("[{\"name\":\"http\",\"containerPort\":%d},{\"name\":\"grpc\",\"containerPort\":%d}]"
                            .formatted(ServerOptions.DEFAULT_HTTP_PORT, ServerOptions.DEFAULT_GRPC_PORT));
            for (JsonNode port : named("Service", model).at("/spec/ports")) {
                assertThat(port.path("targetPort")).isEqualTo(port.path("name"));
            }
            assertThat(named("Service", model).at("/spec/ports").findValuesAsText("port"))
                    .isEqualTo(container(model).path("ports").findValuesAsText("containerPort"));
        }
        assertThat(all.the("NetworkPolicy").at("/spec/ingress").findValuesAsText("port"))
                .containsExactly("" + ServerOptions.DEFAULT_GRPC_PORT, "" + ServerOptions.DEFAULT_HTTP_PORT);
    }

    @Test
    void theJobReadsTheEndpointsThatAreKeptBesideIt() {
        JsonNode sidecar = all.the("FlinkDeployment").at("/spec/podTemplate/spec/initContainers/0");
        Map<String, String> settings = SettingsFile.read(FOLDER.resolve("job.yaml"));

        assertThat(DeployFiles.texts(sidecar.path("command"))).containsExactly("endpoints-of");
        assertThat(DeployFiles.texts(sidecar.path("args")))
                .containsExactly(
                        pair("parm-deployed", settings.get("deployed.endpoints")),
                        pair("parm-parity-0", settings.get("parity.endpoints")));
        assertThat(all.all("Service"))
                .extracting(one -> one.at("/metadata/name").asText())
                .containsExactly("parm-deployed", "parm-parity-0");
    }

    private static String pair(String name, String setting) {
        return name + ":" + ServerOptions.DEFAULT_GRPC_PORT + "=" + setting.substring("file:".length());
    }

    @Test
    void probesAskWhatAServerAnswers() throws Exception {
        List<String> paths = new ArrayList<>();
        for (JsonNode deployment : all.all("Deployment")) {
            paths.addAll(deployment.findValuesAsText("path"));
        }

        assertThat(paths).hasSize(6);
        try (ModelServer server = server()) {
            for (String path : paths) {
                assertThat(status(server, path)).as(path).isEqualTo(200);
            }
            assertThat(status(server, "/metrics")).isEqualTo(200);
        }
    }

    @Test
    void httpOkEndsWellOnlyIfTheAnswerIs200() throws Exception {
        String script = DeployFiles.FOLDER.resolve("http-ok").toString();
        try (ModelServer server = server()) {
            String port = "" + server.httpPort();
            assertThat(exitCode(script, port, "/v2/health/ready")).isZero();
            assertThat(exitCode(script, port, "/nothing")).isNotZero();
            server.close();
            assertThat(exitCode(script, port, "/v2/health/ready")).isNotZero();
        }
    }

    @Test
    void endpointsOfWritesWhatTheJobReads(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("deployed.txt");
        Process process = new ProcessBuilder(
                        DeployFiles.FOLDER.resolve("endpoints-of").toString(),
                        "no-such-host.invalid:8001=" + folder.resolve("none.txt"),
                        "localhost:8001=" + file)
                .redirectErrorStream(true)
                .start();
        try {
            while (!Files.exists(file)) {
                assertThat(process.isAlive()).isTrue();
                Thread.onSpinWait();
            }
            assertThat(EndpointSource.of(List.of("file:" + file)).changed())
                    .contains(List.of(Endpoint.parse("grpc://127.0.0.1:8001")));
            assertThat(folder.resolve("none.txt")).doesNotExist();
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private ModelServer server() {
        return ModelServer.start(
                ModelServer.modelsOf(service), new NoOpInstances(), ServerOptions.anywhere(1, new PoolLimits(1, 1)));
    }

    private static int status(ModelServer server, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.httpPort() + path))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static int exitCode(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static void assertIsPartOf(JsonNode labels, JsonNode selector) {
        assertThat(selector.isEmpty()).isFalse();
        selector.properties()
                .forEach(field -> assertThat(labels.path(field.getKey())).isEqualTo(field.getValue()));
    }

    private JsonNode named(String kind, String model) {
        return all.all(kind).stream()
                .filter(object -> object.at("/metadata/name").asText().equals("parm-" + model))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode container(String model) {
        return named("Deployment", model).at("/spec/template/spec/containers/0");
    }
}
