package io.parm.lab.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the commands of {@code docs/deploy.md} name is there. */
class DeployDocTest {

    private final String page = Files.readString(Path.of("../docs/deploy.md"));
    private final JsonNode services = DeployFiles.yaml(DeployFiles.COMPOSE).path("services");

    DeployDocTest() throws IOException {}

    @Test
    void imagesAreTargetsOfTheDockerfile() throws IOException {
        Dockerfile dockerfile = Dockerfile.read();
        List<String> targets = all("--target (\\S+) -t parm/\\1:" + Pattern.quote(DeployFiles.version()) + " ");

        assertThat(targets).hasSize(3);
        assertThat(dockerfile.stages()).containsKeys(targets.toArray(String[]::new));
    }

    @Test
    void commandsRunServicesAndFoldersThatThereAre() {
        List<String> folders = all("kubectl apply -k (\\S+)");
        List<String> files = all(" -f (docker/compose\\S+)");
        List<String> run = all(" run --rm (\\S+)");

        assertThat(folders).hasSize(3).allMatch(folder -> isThere(folder + "/kustomization.yaml"));
        assertThat(files).hasSizeGreaterThan(5).allMatch(DeployDocTest::isThere);
        assertThat(run).containsExactly("submit", "lab").allMatch(services::has);
    }

    @Test
    void addressesArePublished() {
        List<String> ports = all("localhost:(\\d+)`");

        assertThat(ports).hasSize(4);
        for (String port : ports) {
            assertThat(services.findValues("ports").toString()).contains("127.0.0.1:" + port + ":" + port);
        }
    }

    private List<String> all(String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    private static boolean isThere(String path) {
        return Files.exists(Path.of("..").resolve(path));
    }
}
